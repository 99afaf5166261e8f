//! Random documents under random projections, against `serde_json` and a pruning written once more for its values.

use super::{
    super::{Limits, NodeId, Projection, sketch},
    record::{bad, envelopes, read_all, read_in_steps},
};
use proptest::{
    collection::{btree_map, vec},
    option, prop_oneof, proptest,
    sample::select,
    strategy::{BoxedStrategy, Just, Strategy},
};
use serde_json::Value as Json;
use std::{collections::BTreeMap, fmt::Write};

const NAMES: &[&str] = &["a", "b", "ab", "日本", "x/y", "~\"\\", ""];
const STEPS: &[usize] = &[1, 2, 7, 64, 4096];

/// What is asked at one place, as a tree of its own.
#[derive(Debug, Clone, Default)]
struct Wish {
    keep: bool,
    keep_all: bool,
    tag: Option<u32>,
    names: BTreeMap<&'static str, Wish>,
    every: Option<Box<Wish>>,
    element: Option<Box<Wish>>,
    inner: Option<Box<Wish>>,
}

impl Wish {
    fn compile(&self, projection: &mut Projection, at: NodeId) {
        if self.keep_all {
            projection.keep_all(at);
        }
        if self.keep {
            projection.keep(at);
        }
        if let Some(tag) = self.tag {
            projection.emit(at, tag);
        }
        for (name, wish) in &self.names {
            let child = projection.member(at, name);
            wish.compile(projection, child);
        }
        if let Some(wish) = &self.every {
            let child = projection.every_member(at);
            wish.compile(projection, child);
        }
        if let Some(wish) = &self.element {
            let child = projection.element(at);
            wish.compile(projection, child);
        }
        if let Some(wish) = &self.inner {
            let child = projection.inner(at);
            wish.compile(projection, child);
        }
    }
}

/// The same semantics as the reader's, on a whole value. `whole` is inherited from a wish to keep all.
struct Oracle {
    records: Vec<(u32, u64, String, Json)>,
    document: u64,
}

impl Oracle {
    fn value(
        &mut self,
        json: &Json,
        wish: &Wish,
        whole: bool,
        place: Option<&str>,
    ) -> Option<Json> {
        if let (Some(tag), Some(pointer)) = (wish.tag, place) {
            let record = self.visible(json, wish, whole, None);
            self.records.push((tag, self.document, pointer.to_owned(), record.unwrap()));
            return None;
        }
        self.visible(json, wish, whole, place)
    }

    fn visible(
        &mut self,
        json: &Json,
        wish: &Wish,
        whole: bool,
        place: Option<&str>,
    ) -> Option<Json> {
        let whole = whole || wish.keep_all;
        let is_kept = whole || wish.keep || wish.tag.is_some();
        let nothing = Wish::default();
        let below = |step: &str| place.map(|pointer| format!("{pointer}/{step}"));
        match json {
            Json::Object(members) => {
                let asks = whole || wish.every.is_some() || !wish.names.is_empty();
                let mut kept = serde_json::Map::new();
                for (name, member) in members {
                    let child = wish.names.get(&**name).or(wish.every.as_deref());
                    let place = below(&name.replace('~', "~0").replace('/', "~1"));
                    let child = child
                        .or(whole.then_some(&nothing))
                        .and_then(|child| self.value(member, child, whole, place.as_deref()));
                    kept.extend(child.map(|child| (name.clone(), child)));
                }
                (asks || is_kept).then_some(Json::Object(kept))
            }
            Json::Array(elements) => {
                let asks = whole || wish.element.is_some();
                let child = wish.element.as_deref().or(whole.then_some(&nothing));
                let kept = elements.iter().enumerate().filter_map(|(at, element)| {
                    self.value(element, child?, whole, below(&at.to_string()).as_deref())
                });
                let kept = kept.collect();
                (asks || is_kept).then_some(Json::Array(kept))
            }
            Json::String(text) if wish.inner.is_some() => {
                let mut inner = wish.inner.as_deref()?.clone();
                inner.keep |= is_kept;
                match serde_json::from_str(text) {
                    Ok(json) => self.value(&json, &inner, whole, None),
                    Err(_) => Some(bad("InnerText")),
                }
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {
                is_kept.then(|| json.clone())
            }
        }
    }
}

/// Writes a value with white space and escapes chosen by a small generator.
struct Writer {
    state: u64,
    text: String,
}

impl Writer {
    fn chance(&mut self, one_in: u64) -> bool {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.state >> 33).is_multiple_of(one_in)
    }

    fn space(&mut self) {
        for space in ["\n", "  ", "\t", "\r\n", "          "] {
            if self.chance(12) {
                self.text.push_str(space);
            }
        }
    }

    fn token(&mut self, token: &str) {
        self.space();
        self.text.push_str(token);
        self.space();
    }

    fn string(&mut self, text: &str) {
        self.text.push('"');
        for character in text.chars() {
            if self.chance(4) {
                let mut units = [0; 2];
                for unit in character.encode_utf16(&mut units) {
                    write!(self.text, "\\u{unit:04X}").unwrap();
                }
            } else {
                let quoted = Json::from(character.to_string()).to_string();
                self.text.push_str(&quoted[1..quoted.len() - 1]);
            }
        }
        self.text.push('"');
    }

    fn value(&mut self, json: &Json) {
        match json {
            Json::String(text) => self.string(text),
            Json::Array(elements) => {
                self.token("[");
                for (at, element) in elements.iter().enumerate() {
                    if at > 0 {
                        self.token(",");
                    }
                    self.value(element);
                }
                self.token("]");
            }
            Json::Object(members) => {
                self.token("{");
                for (at, (name, member)) in members.iter().enumerate() {
                    if at > 0 {
                        self.token(",");
                    }
                    self.string(name);
                    self.token(":");
                    self.value(member);
                }
                self.token("}");
            }
            Json::Null | Json::Bool(_) | Json::Number(_) => self.text.push_str(&json.to_string()),
        }
    }
}

fn strings() -> impl Strategy<Value = String> {
    vec(prop_oneof![4 => "[a-z0-9 ]{1,12}", 1 => "[\"\\\\/\u{0}-\u{1f}\u{7f}]", 2 => "[ぁ-ん漢字é😀]{1,3}"], 0..4)
        .prop_map(|parts| parts.concat())
}

fn documents() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        proptest::bool::ANY.prop_map(Json::from),
        proptest::num::i64::ANY.prop_map(Json::from),
        // Few digits: by default serde_json does not read longer ones to the nearest float.
        proptest::num::i32::ANY.prop_map(|number| Json::from(f64::from(number) / 64.0)),
        strings().prop_map(Json::from),
    ];
    leaf.prop_recursive(5, 48, 6, |inner| {
        prop_oneof![
            3 => vec(inner.clone(), 0..5).prop_map(Json::from),
            4 => btree_map(select(NAMES), inner.clone(), 0..6).prop_map(|members| {
                members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
            }),
            1 => inner.prop_map(|value| Json::from(value.to_string())),
        ]
    })
}

fn wishes() -> BoxedStrategy<Wish> {
    let flags = (
        proptest::bool::weighted(0.5),
        proptest::bool::weighted(0.1),
        option::weighted(0.2, 0..3_u32),
    );
    let leaf = flags.clone().prop_map(|(keep, keep_all, tag)| Wish {
        keep,
        keep_all,
        tag,
        ..Wish::default()
    });
    leaf.prop_recursive(5, 32, 6, move |inner| {
        let some = |weight| option::weighted(weight, inner.clone().prop_map(Box::new));
        let names = btree_map(select(NAMES), inner.clone(), 0..4);
        (flags.clone(), names, some(0.2), some(0.5), some(0.3)).prop_map(
            |((keep, keep_all, tag), names, every, element, inner)| Wish {
                keep,
                keep_all,
                tag,
                names,
                every,
                element,
                inner,
            },
        )
    })
    .boxed()
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 1_500, failure_persistence: None, ..Default::default() })]

    #[test]
    fn pruned_values_equal_those_of_serde_json(
        values in vec(documents(), 0..4),
        wish in wishes(),
        state in proptest::num::u64::ANY,
    ) {
        let mut projection = Projection::new();
        let root = projection.root();
        wish.compile(&mut projection, root);
        let mut writer = Writer { state, text: String::new() };
        let mut oracle = Oracle { records: Vec::new(), document: 0 };
        let mut kept = Vec::new();
        for json in &values {
            writer.value(json);
            writer.text.push('\n');
            kept.extend(oracle.value(json, &wish, false, Some("")));
            oracle.document += 1;
        }
        for &step in STEPS {
            let text = writer.text.as_bytes();
            let (records, outcome) = read_in_steps(text, &projection, Limits::default(), step);
            assert_eq!(outcome.error, None);
            assert_eq!(outcome.document_count, oracle.document);
            assert_eq!(envelopes(&outcome), kept);
            let lines = |offset: u64| writer.text[..usize::try_from(offset).unwrap()].matches('\n').count();
            for record in &records {
                assert_eq!(record.line, lines(record.offset) as u64 + 1);
            }
            let records: Vec<_> = records
                .into_iter()
                .map(|record| (record.tag, record.document, record.pointer, record.value))
                .collect();
            assert_eq!(records, oracle.records);
        }
    }

    #[test]
    fn no_bytes_make_a_reading_or_a_sketch_panic(
        bytes in vec(prop_oneof![select(b"{}[]\",:\\u1-.eEtn \n\xE3\x81\x82\xED\xF0".to_vec()), proptest::num::u8::ANY], 0..60),
        wish in wishes(),
        step in select(STEPS),
    ) {
        let mut projection = Projection::new();
        let root = projection.root();
        wish.compile(&mut projection, root);
        let (_, outcome) = read_in_steps(&bytes, &projection, Limits::default(), step);
        let (_, plain) = read_all(&bytes, &Projection::new());
        assert_eq!(&outcome.error, &plain.error);
        if plain.error.is_none() && plain.document_count > 0 {
            assert!(sketch(&bytes).is_json);
        }
    }
}

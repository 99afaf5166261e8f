//! Single-byte mutations of sample exports: valid or not must be what `serde_json` says, and the error no later.

use super::{
    super::error::SyntaxKind,
    super::{Limits, Projection, SyntaxError},
    record::{read_all, read_in_steps},
    samples::ALL,
};
use serde::de::IgnoredAny;

/// One in eight cuts the text instead of changing a byte.
const MUTATIONS: usize = 12_000;

/// Sebastiano Vigna's splitmix64, so that every run mutates alike.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % bound as u64).unwrap()
    }
}

fn mutate(sample: &str, dice: &mut Dice) -> Vec<u8> {
    let mut bytes = sample.as_bytes().to_vec();
    let at = dice.below(bytes.len());
    let telling = b"\"\\{}[],:-+.eE0129tfnu \n\t\0\x1f\x7f\x80\xBF\xC0\xE3\xED\xF0\xF4\xFF";
    let byte = match dice.below(3) {
        0 => u8::try_from(dice.below(256)).unwrap(),
        _ => telling[dice.below(telling.len())],
    };
    match dice.below(8) {
        0 | 1 => bytes.insert(at, byte),
        2 | 3 => {
            bytes.remove(at);
        }
        4 => bytes.truncate(at),
        _ => bytes[at] = byte,
    }
    bytes
}

/// Offset of the byte at which `serde_json` gives up, plus one; none if all values are valid.
fn verdict(bytes: &[u8]) -> Option<usize> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        // `IgnoredAny` does not look at UTF-8, so what stands before the broken sequence is judged by itself.
        Err(error) => {
            let valid = error.valid_up_to();
            let broken = error.error_len().map_or(bytes.len(), |_| valid + 1);
            return Some(verdict(&bytes[..valid]).filter(|end| *end < valid).unwrap_or(broken));
        }
    };
    let values = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
    let error = values.map(Result::err).find(Option::is_some)??;
    let line_starts = text.match_indices('\n').map(|(at, _)| at + 1);
    let line = std::iter::once(0).chain(line_starts).nth(error.line() - 1).unwrap();
    Some(line + error.column())
}

/// One asks nothing, one asks all, one emits what is in the arrays of a snapshot.
fn projections() -> [Projection; 3] {
    let mut all = Projection::new();
    all.keep_all(all.root());
    let mut records = Projection::new();
    let items = records.member(records.root(), "configurationItems");
    let item = records.element(items);
    records.emit(item, 0);
    let supplementary = records.member(item, "supplementaryConfiguration");
    let settings = records.every_member(supplementary);
    let inner = records.inner(settings);
    records.keep_all(inner);
    [Projection::new(), all, records]
}

#[test]
fn the_samples_are_valid() {
    for sample in ALL {
        assert_eq!(verdict(sample.as_bytes()), None);
        for projection in projections() {
            assert_eq!(read_all(sample.as_bytes(), &projection).1.error, None);
        }
    }
}

#[test]
fn mutated_exports_are_judged_like_serde_json_does() {
    let projections = projections();
    let mut dice = Dice(20_231_010);
    let mut invalid = 0;
    for turn in 0..MUTATIONS {
        let bytes = mutate(ALL[turn % ALL.len()], &mut dice);
        let step = [1, 3, 64, usize::MAX][dice.below(4)];
        let expected = verdict(&bytes);
        for projection in &projections {
            let (_, outcome) = read_in_steps(&bytes, projection, Limits::default(), step);
            let shown = String::from_utf8_lossy(&bytes);
            match (outcome.error, expected) {
                (None, None) => {}
                (Some(error), Some(end)) => {
                    assert!(error.offset <= end as u64, "{error:?} after {end}: {shown}");
                    assert_first_defect(&bytes, &error);
                }
                (ours, theirs) => panic!("{ours:?}, serde_json {theirs:?}: {shown}"),
            }
        }
        invalid += usize::from(expected.is_some());
    }
    assert!((MUTATIONS / 4..MUTATIONS).contains(&invalid), "{invalid} invalid");
}

/// Up to the offset the text could have gone on; with the byte there it could not.
fn assert_first_defect(bytes: &[u8], error: &SyntaxError) {
    let at = usize::try_from(error.offset).unwrap();
    let kind_of = |text: &[u8]| read_all(text, &Projection::new()).1.error.map(|error| error.kind);
    let before = kind_of(&bytes[..at]);
    assert!(matches!(before, None | Some(SyntaxKind::Truncated)), "{before:?} before {error:?}");
    let upto = if error.kind == SyntaxKind::Utf8 { bytes.len() } else { bytes.len().min(at + 1) };
    assert_eq!(kind_of(&bytes[..upto]), Some(error.kind));
}

//! Criteria written back as YAML, in the form the catalogue has.

use serde_yaml::{Mapping, Value};

use crate::model::criterion::{Criterion, CriterionKind, Param, ParamValue, ProbeUse, ReviewAsk};
use crate::model::text::LocalText;

/// A criterion as YAML text.
pub(crate) fn criterion(node: &Criterion) -> String {
    serde_yaml::to_string(&value(node)).unwrap_or_default()
}

fn value(node: &Criterion) -> Value {
    let list = |children: &[Criterion]| Value::Sequence(children.iter().map(value).collect());
    let mut map = match &node.kind {
        CriterionKind::All(children) => one("all", list(children)),
        CriterionKind::Any(children) => one("any", list(children)),
        CriterionKind::First(children) => one("first", list(children)),
        CriterionKind::AtLeast { n, of } => {
            let mut inner = one("n", Value::from(*n));
            inner.insert("of".into(), list(of));
            one("at_least", inner.into())
        }
        CriterionKind::Probe(asked) => probe(asked),
        CriterionKind::Review(ask) => one("review", review(ask).into()),
    };
    if node.joint_only {
        map.insert("when".into(), "joint".into());
    }
    map.into()
}

fn one(key: &str, value: Value) -> Mapping {
    let mut map = Mapping::new();
    map.insert(key.into(), value);
    map
}

fn probe(asked: &ProbeUse) -> Mapping {
    let mut map = one("probe", asked.probe.value.as_str().into());
    map.insert("with".into(), param(&asked.with));
    if asked.per_participant {
        map.insert("per".into(), "participant".into());
    }
    map
}

fn review(ask: &ReviewAsk) -> Mapping {
    let mut map = one("look_at", text(&ask.look_at));
    map.insert("why".into(), text(&ask.why));
    let kinds = ask.needs.iter().map(|kind| Value::from(kind.id())).collect();
    map.insert("needs".into(), Value::Sequence(kinds));
    map
}

fn text(text: &LocalText) -> Value {
    let mut map = one("ja", text.ja.as_str().into());
    map.insert("en".into(), text.en.as_str().into());
    map.into()
}

fn param(written: &Param) -> Value {
    match &written.value {
        ParamValue::Null => Value::Null,
        ParamValue::Bool(value) => (*value).into(),
        ParamValue::Int(value) => (*value).into(),
        ParamValue::Decimal(value) | ParamValue::Text(value) => value.as_str().into(),
        ParamValue::List(values) => Value::Sequence(values.iter().map(param).collect()),
        ParamValue::Map(entries) => {
            let members =
                entries.iter().map(|(key, value)| (Value::from(key.value.as_str()), param(value)));
            Value::Mapping(members.collect())
        }
    }
}

//! Lines of `name=value` pairs, and of syslog (RFC 5424) around them.

use std::sync::LazyLock;

use regex::Regex;

/// `<priority>1 time host program process message-id data message`.
static SYSLOG: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^<(\d{1,3})>1 (\S+) (\S+) (\S+) \S+ (\S+) (?:-|((?:\[[^\]]*\])+)) ?(.*)$").ok()
});
/// Severities of syslog by their number.
const SEVERITIES: [&str; 8] =
    ["emergency", "alert", "critical", "error", "warning", "notice", "informational", "debug"];

/// The named values of a line; none if it has fewer than two.
pub(super) fn pairs(line: &str) -> Option<Vec<(String, String)>> {
    if let Some(found) = SYSLOG.as_ref().and_then(|form| form.captures(line)) {
        let part = |at: usize| found.get(at).map_or("", |part| part.as_str());
        let severity = part(1).parse().ok().and_then(|code: usize| SEVERITIES.get(code % 8));
        let named = [
            ("timestamp", part(2)),
            ("host", part(3)),
            ("app name", part(4)),
            ("event name", part(5)),
            ("severity", severity.copied().unwrap_or_default()),
            ("message", part(7)),
        ];
        let own = named.into_iter().filter(|(_, value)| !matches!(*value, "" | "-"));
        let mut pairs: Vec<_> =
            own.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        pairs.extend(named_values(part(6)));
        pairs.extend(named_values(part(7)));
        return Some(pairs);
    }
    let pairs = named_values(line);
    (pairs.len() > 1).then_some(pairs)
}

/// Every `name=value` and `name="a value"` of a text.
fn named_values(text: &str) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('=') {
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '@');
        let start = before.rfind(|c: char| !is_name(c)).map_or(0, |at| {
            at + before.get(at..).and_then(|tail| tail.chars().next()).map_or(1, char::len_utf8)
        });
        let name = before.get(start..).unwrap_or_default();
        let (value, behind) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => after.split_once([' ', '\t', ']']).unwrap_or((after, "")),
        };
        if !name.is_empty() {
            pairs.push((name.to_owned(), value.to_owned()));
        }
        rest = behind;
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(line: &str) -> Option<String> {
        let pairs = pairs(line)?;
        Some(
            pairs
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect::<Vec<_>>()
                .join("; "),
        )
    }

    #[test]
    fn lines_of_named_values() {
        let cases = [
            (
                "date=2022-10-01 time=09:00:00 user=\"山田 太郎\" action=login",
                Some("date=2022-10-01; time=09:00:00; user=山田 太郎; action=login"),
            ),
            ("level=info msg=\"a=b\" x=", Some("level=info; msg=a=b; x=")),
            ("just words", None),
            ("one=pair", None),
            (
                "<165>1 2022-10-01T00:00:00Z gate.example entryd - IN [door room=\"A\"] badge=42 user=u1",
                Some(
                    "timestamp=2022-10-01T00:00:00Z; host=gate.example; app name=entryd; event name=IN; severity=notice; message=badge=42 user=u1; room=A; badge=42; user=u1",
                ),
            ),
            (
                "<34>1 2022-10-01T00:00:00Z h app - - - said",
                Some(
                    "timestamp=2022-10-01T00:00:00Z; host=h; app name=app; severity=critical; message=said",
                ),
            ),
        ];
        for (line, expected) in cases {
            assert_eq!(joined(line).as_deref(), expected, "{line}");
        }
    }
}

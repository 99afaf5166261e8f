//! Reviews and dispositions: what people of the agency decided, with their names.

use std::collections::BTreeMap;

use crate::model::judgement::{Disposition, DispositionKind, ReviewJudgement, ReviewRecord};
use crate::model::span::{Defect, Spanned};

use super::form;
use super::node::Node;
use super::shape::{Decoder, Members};
use super::source::Sources;
use super::toml;

/// Loads a file of `[[review]]` tables. A review that does not decode is reported and left out.
pub fn reviews(name: &str, text: &str, sources: &mut Sources) -> (Vec<ReviewRecord>, Vec<Defect>) {
    tables(name, text, sources, "review", review)
}

/// Loads a file of `[[disposition]]` tables. A disposition that does not decode is reported and left out.
pub fn dispositions(
    name: &str,
    text: &str,
    sources: &mut Sources,
) -> (Vec<Disposition>, Vec<Defect>) {
    tables(name, text, sources, "disposition", disposition)
}

fn tables<T>(
    name: &str,
    text: &str,
    sources: &mut Sources,
    key: &'static str,
    decode: fn(&mut Decoder, &Node) -> Option<T>,
) -> (Vec<T>, Vec<Defect>) {
    let mut decoder = Decoder::default();
    let source = sources.add(name, text);
    let root = toml::parse(source, text, &mut decoder.defects);
    let members = root.as_ref().and_then(|root| Members::open(&mut decoder, root));
    let found = members.and_then(|mut members| {
        let found = members.optional(&mut decoder, key, |decoder, node| decoder.each(node, decode));
        members.close(&mut decoder);
        found
    });
    (found.unwrap_or_default(), decoder.defects)
}

fn review(decoder: &mut Decoder, node: &Node) -> Option<ReviewRecord> {
    let mut members = Members::open(decoder, node)?;
    let requirement = members.required(decoder, "requirement", requirement);
    let judgement = members.required(decoder, "judgement", |d, node| {
        d.word(node, ReviewJudgement::ALL, ReviewJudgement::id)
    });
    let reviewer = members.required(decoder, "reviewer", Decoder::text);
    let date = members.required(decoder, "date", Decoder::date);
    let reason = members.required(decoder, "reason", Decoder::text);
    let evidence = members.required(decoder, "evidence", |decoder, node| {
        let evidence = evidence(decoder, node)?;
        if evidence.is_empty() {
            decoder.report("empty-list", &node.at, "a review names the files it looked at");
        }
        Some(evidence)
    });
    members.close(decoder);
    Some(ReviewRecord {
        requirement: requirement?,
        judgement: judgement?,
        reviewer: reviewer?,
        date: date?,
        reason: reason?,
        evidence: evidence?,
    })
}

fn disposition(decoder: &mut Decoder, node: &Node) -> Option<Disposition> {
    let mut members = Members::open(decoder, node)?;
    let requirement = members.required(decoder, "requirement", requirement);
    let kind = members.required(decoder, "kind", |d, node| {
        d.word(node, DispositionKind::ALL, DispositionKind::id)
    });
    let resources = if kind == Some(DispositionKind::OutOfScope) {
        members.required(decoder, "resources", |decoder, node| {
            decoder.filled_list(node)?;
            decoder.texts(node)
        })
    } else {
        Some(members.optional(decoder, "resources", Decoder::texts).unwrap_or_default())
    };
    let reason = members.required(decoder, "reason", Decoder::text);
    let approver = members.required(decoder, "approver", Decoder::text);
    let expires = members.required(decoder, "expires", Decoder::date);
    let evidence = members.optional(decoder, "evidence", evidence).unwrap_or_default();
    members.close(decoder);
    Some(Disposition {
        requirement: requirement?,
        kind: kind?,
        resources: resources?,
        reason: reason?,
        approver: approver?,
        expires: expires?,
        evidence,
    })
}

fn requirement(decoder: &mut Decoder, node: &Node) -> Option<Spanned<String>> {
    let id = decoder.spanned_text(node)?;
    if form::id_parts(&id.value).is_none() {
        decoder.report_text("bad-id", &id, "an id looks like GC22-STO-007");
        return None;
    }
    Some(id)
}

fn evidence(decoder: &mut Decoder, node: &Node) -> Option<BTreeMap<String, String>> {
    let entries = decoder.map(node)?;
    let mut evidence = BTreeMap::new();
    for (path, digest) in entries {
        let Some(digest) = decoder.spanned_text(digest) else { continue };
        if !form::is_sha256(&digest.value) {
            decoder.report_text("bad-digest", &digest, "not a SHA-256 in lower-case hexadecimal");
        }
        evidence.insert(path.value.clone(), digest.value);
    }
    Some(evidence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::tests::{found, swap};

    const SHA: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    const REVIEW: &str = r#"[[review]]
requirement = "GC22-LAW-001"
judgement = "satisfied"
reviewer = "架空 太郎"
date = 2022-10-01
reason = "約款の第三条"
evidence = { "documents/terms.pdf" = "SHA" }
"#;
    const DISPOSITION: &str = r#"[[disposition]]
requirement = "GC22-STO-001"
kind = "out-of-scope"
resources = ["aws/1/ap-northeast-1/object-store.bucket/test"]
reason = "試験用"
approver = "架空 花子"
expires = 2023-03-31
"#;

    #[test]
    fn good_files_are_read_as_written() {
        let mut sources = Sources::default();
        let (reviews, defects) = reviews("r.toml", &REVIEW.replace("SHA", SHA), &mut sources);
        assert_eq!(found(&defects, &sources), []);
        assert_eq!(
            (reviews[0].judgement, reviews[0].evidence["documents/terms.pdf"].as_str()),
            (ReviewJudgement::Satisfied, SHA)
        );
        let (dispositions, defects) = dispositions("d.toml", DISPOSITION, &mut sources);
        assert_eq!(found(&defects, &sources), []);
        let one = &dispositions[0];
        assert_eq!(
            (one.kind, one.resources.len(), one.expires),
            (DispositionKind::OutOfScope, 1, jiff::civil::date(2023, 3, 31))
        );
        assert_eq!(one.approver, "架空 花子");
    }

    #[test]
    fn every_defect_of_a_review_has_its_code_and_line() {
        let cases = [
            ("GC22-LAW-001", "LAW-001", ("bad-id", 2)),
            ("\"satisfied\"", "\"fine\"", ("unknown-word", 3)),
            ("reviewer = \"架空 太郎\"\n", "", ("missing-key", 1)),
            ("2022-10-01", "\"2022/10/01\"", ("bad-date", 5)),
            ("\"約款の第三条\"", "\"\"", ("empty-text", 6)),
            ("\"SHA\"", "\"abc\"", ("bad-digest", 7)),
            ("{ \"documents/terms.pdf\" = \"SHA\" }", "{}", ("empty-list", 7)),
            ("[[review]]", "[[reviews]]", ("unknown-key", 1)),
            ("[[review]]", "[review]", ("wrong-kind", 1)),
        ];
        for (from, to, expected) in cases {
            let mut sources = Sources::default();
            let text = swap(REVIEW, from, to).replace("SHA", SHA);
            let (_, defects) = reviews("r.toml", &text, &mut sources);
            assert_eq!(found(&defects, &sources), [expected], "{to:?}");
        }
    }

    #[test]
    fn every_defect_of_a_disposition_has_its_code_and_line() {
        let cases = [
            ("\"out-of-scope\"", "\"ignored\"", ("unknown-word", 3)),
            (
                "resources = [\"aws/1/ap-northeast-1/object-store.bucket/test\"]\n",
                "",
                ("missing-key", 1),
            ),
            ("[\"aws/1/ap-northeast-1/object-store.bucket/test\"]", "[]", ("empty-list", 4)),
            ("reason = \"試験用\"\n", "", ("missing-key", 1)),
            ("approver = \"架空 花子\"\n", "", ("missing-key", 1)),
            ("expires = 2023-03-31\n", "", ("missing-key", 1)),
            ("expires", "expiers = 1\nexpires", ("unknown-key", 7)),
        ];
        for (from, to, expected) in cases {
            let mut sources = Sources::default();
            let (left, defects) =
                dispositions("d.toml", &swap(DISPOSITION, from, to), &mut sources);
            assert_eq!(found(&defects, &sources), [expected], "{to:?}");
            assert!(left.is_empty() || expected.0 == "unknown-key", "{to:?}");
        }
    }
}

//! Markdown for pull requests and job summaries: the decision and why first, then conditions, sections, contradictions, plans, gaps.
//!
//! Architecture invariant: every text that is not fixed here is escaped and stands on a line that begins with words of ours; the
//! whole is never larger than [`LIMIT`], and every list that is cut says by how much.

mod foot;
mod gap;
mod head;
mod page;
mod section;

use crate::model::report::GapReport;
use crate::model::text::Bilingual;

use super::{Format, RenderOptions};
use page::Page;

pub(super) const FORMAT: Format = Format {
    id: "markdown",
    extension: "md",
    title: Bilingual {
        ja: "Markdown(プルリクエスト、ジョブの要約)",
        en: "Markdown for pull requests and job summaries",
    },
    render: |report, options| render(report, options).into_bytes(),
};

/// Most bytes of a report: GitHub takes 1 MiB per step of a job summary, and drops what is larger.
const LIMIT: usize = 900 * 1024;
/// Most bytes of what stands before the gaps, and of what stands after them.
const FRAME: usize = 200 * 1024;

fn render(report: &GapReport, options: &RenderOptions) -> String {
    let mut head = Page::new(options.lang, FRAME);
    head::decision(&mut head, report);
    head::basis(&mut head, report);
    head::reasons(&mut head, report);
    section::table(&mut head, report);
    head::contradictions(&mut head, report);
    head::plans(&mut head, report);
    let mut foot = Page::new(options.lang, FRAME);
    foot::dispositions(&mut foot, report);
    foot::lapses(&mut foot, report);
    foot::diagnostics(&mut foot, report);
    foot::origin(&mut foot, report);
    let (head, foot) = (head.finish(), foot.finish());
    let mut gaps = Page::new(options.lang, LIMIT - head.len() - foot.len());
    gap::gaps(&mut gaps, report);
    head + &gaps.finish() + &foot
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::outcome::Verdict;
    use crate::model::report::DecisionOutcome;
    use crate::model::text::{Lang, Untrusted};
    use crate::render::escape::markdown_text;
    use crate::render::{hostile, sample};

    const LANGS: [Lang; 2] = [Lang::Ja, Lang::En];
    /// Stands for a harmless text of a submission.
    const WORD: &str = "架空語";

    fn text(report: &GapReport, lang: Lang) -> String {
        render(report, &sample::options(lang, 80))
    }

    #[test]
    fn a_text_of_a_submission_is_never_more_than_its_escaped_self() {
        let harmless = sample::everywhere(WORD);
        for lang in LANGS {
            let expected = text(&harmless, lang);
            assert!(expected.matches(WORD).count() > 100);
            for word in hostile::corpus().iter().filter(|word| word.len() < 500) {
                let found = text(&sample::everywhere(word), lang);
                assert_eq!(found, expected.replace(WORD, &markdown_text(word)), "{word:?}");
                assert!(!found.contains(|c: char| c.is_control() && c != '\n'), "{word:?}");
            }
        }
    }

    #[test]
    fn a_long_text_is_cut_and_changes_nothing_around_it() {
        let harmless = text(&sample::everywhere(WORD), Lang::Ja);
        for word in hostile::corpus().iter().filter(|word| word.len() >= 500) {
            let found = text(&sample::everywhere(word), Lang::Ja);
            let cut = Untrusted::new(word.as_str()).cut(page::UNTRUSTED);
            let expected = Untrusted::new(word.as_str()).cut(gap::EXPECTED);
            let around = found.replace(&markdown_text(cut.raw()), WORD);
            let around = around.replace(&markdown_text(expected.raw()), WORD);
            assert!(found.len() <= LIMIT);
            if found.len() < LIMIT / 2 {
                assert_eq!(around, harmless);
            }
        }
    }

    #[test]
    fn no_line_begins_with_a_text_of_a_submission() {
        for lang in LANGS {
            for line in text(&sample::everywhere(WORD), lang).lines() {
                let line = line.trim_start_matches(' ');
                let begins = ["# ", "## ", "### ", "- ", "| ", "> "];
                let is_ours = line.is_empty() || begins.iter().any(|begin| line.starts_with(begin));
                assert!(is_ours || !line.contains(WORD), "{line}");
            }
        }
    }

    #[test]
    fn the_first_lines_say_whether_and_why() {
        let cases = [
            (
                Lang::Ja,
                [
                    "# 要件充足状況報告書: 要件不充足(330件中76件について判定)",
                    "**理由**: 必須要件のうち22件が不適合です。",
                    "**基準日**: 2023\\-10\\-12\\(令和5年10月12日\\)、評価プロファイルによる",
                    "**参考値**: 51/76点",
                ],
            ),
            (
                Lang::En,
                [
                    "# Gap report: rejected (76 of 330 requirements judged)",
                    "**Why**: 22 mandatory requirements are not met.",
                    "**As of**: 2023\\-10\\-12, from the profile",
                    "**Score**: 51 of 76",
                ],
            ),
        ];
        for (lang, needed) in cases {
            let text = text(&sample::draft(), lang);
            let head = text.lines().take(12).collect::<Vec<_>>().join("\n");
            let at = needed.map(|needed| head.find(needed));
            assert!(at.iter().all(Option::is_some) && at.is_sorted(), "{at:?}\n{head}");
        }
    }

    #[test]
    fn parts_stand_in_their_order() {
        let cases = [
            (
                Lang::Ja,
                [
                    "## 要件充足を妨げている事項(22件)",
                    "## 区分別の結果",
                    "## 回答と根拠の矛盾(1件)",
                    "## 対応計画(2件)",
                    "## 適合に至っていない要件(26件)",
                    "## 例外措置(2件)",
                    "## 期限のある適合",
                    "## 読取り時の診断(1件)",
                    "## この報告について",
                ],
            ),
            (
                Lang::En,
                [
                    "## What blocks the bid (22)",
                    "## Sections",
                    "## Contradictions (1)",
                    "## Plans (2)",
                    "## Gaps (26)",
                    "## Dispositions (2)",
                    "## What lapses",
                    "## Diagnostics (1)",
                    "## About this report",
                ],
            ),
        ];
        for (lang, parts) in cases {
            let text = text(&sample::draft(), lang);
            let found: Vec<_> = text.lines().filter(|line| line.starts_with("## ")).collect();
            assert_eq!(found, parts);
        }
        let text = text(&sample::simple(DecisionOutcome::Accepted, Verdict::Met), Lang::En);
        let found: Vec<_> = text.lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(
            found,
            ["## Sections", "## What lapses", "## Diagnostics (1)", "## About this report"]
        );
    }

    #[test]
    fn a_gap_says_where_and_what_to_do() {
        let text = text(&sample::draft(), Lang::En);
        let gap =
            text.split("### GC22\\-STO\\-003").nth(1).unwrap().split("\n### ").next().unwrap();
        for said in [
            " unmet: Versioning of objects",
            "- **conflict**: the answer says met, the evidence shows otherwise",
            "  - evidence: exports/s3\\.json:231 \\#&#8203;/Buckets/0",
            "- **wrong**: the configuration goes against the requirement (as declared)",
            "  - exports/s3\\.json:231 \\#&#8203;/Buckets/0",
            "- **wrong**: no entry of the service list offers it",
            "- and 41 more",
            "12 of 14 examined, 2 wrong, 0 unclear, 1 gone; the listing is complete",
            "- **remedy**: Enable versioning",
        ] {
            assert!(gap.contains(said), "{said} in\n{gap}");
        }
        assert!(!gap.contains("seen to be right"), "{gap}");
    }

    #[test]
    fn rows_of_the_table_are_equally_long() {
        for lang in LANGS {
            let text = text(&sample::everywhere("a|b\n|c"), lang);
            let rows: Vec<_> = text.lines().filter(|line| line.starts_with('|')).collect();
            let cells = |row: &str| row.replace("\\|", "").matches('|').count();
            assert_eq!(rows.len(), 5, "{rows:#?}");
            assert!(rows.iter().all(|row| cells(row) == cells(rows[0])), "{rows:#?}");
        }
    }

    #[test]
    fn what_does_not_fit_is_counted() {
        let mut report = sample::everywhere(&"\u{e0041}".repeat(300));
        let finding = report.findings[2].clone();
        report.findings.extend(vec![finding; 2000]);
        let (reason, diagnostic) =
            (report.decision.reasons[0].clone(), report.diagnostics[0].clone());
        report.decision.reasons.extend(vec![reason; 2000]);
        report.diagnostics.extend(vec![diagnostic; 2000]);
        for lang in LANGS {
            let text = text(&report, lang);
            assert!(text.len() <= LIMIT && text.len() > LIMIT - 128 * 1024, "{}", text.len());
            let shown = text.lines().filter(|line| line.starts_with("### ")).count();
            let (of, rest) = (2005, 2005 - shown);
            let said = match lang {
                Lang::Ja => format!("{of}件のうち{rest}件は"),
                Lang::En => format!("{rest} of {of} "),
            };
            assert!(shown > 4 && text.contains(&said), "{said}");
            assert!(text.contains(match lang {
                Lang::Ja => "ほか1972件",
                Lang::En => "and 1972 more",
            }));
            assert!(text.contains(match lang {
                Lang::Ja => "## この報告について",
                Lang::En => "## About this report",
            }));
        }
    }
}

//! Colors of the style sheet against the contrast that WCAG 2.2 and JIS X 8341-3 ask for.

use regex::Regex;

const STYLE: &str = include_str!("../style.css");

/// Linear luminance of `#rrggbb`.
fn luminance(color: &str) -> f64 {
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(&color[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// `share` of `color` on `ground`.
fn mixed(color: &str, ground: &str, share: f64) -> String {
    let part =
        |color: &str, at: usize| f64::from(u8::from_str_radix(&color[at..at + 2], 16).unwrap());
    let mix = |at: usize| part(color, at) * share + part(ground, at) * (1.0 - share);
    format!(
        "#{}",
        [1, 3, 5]
            .map(|at| format!(
                "{:02x}",
                mix(at).round().clamp(0.0, 255.0).to_string().parse::<u8>().unwrap()
            ))
            .concat()
    )
}

/// The light and the dark value of a token in the rule that begins with `rule`.
fn token(rule: &str, name: &str) -> [String; 2] {
    let body =
        STYLE.split(rule).nth(1).unwrap_or_else(|| panic!("{rule}")).split('}').next().unwrap();
    let pattern = Regex::new(&format!(r"--{name}: light-dark\((#\w{{6}}), (#\w{{6}})\)")).unwrap();
    let found = pattern.captures(body).unwrap_or_else(|| panic!("{rule} --{name}"));
    [found[1].to_owned(), found[2].to_owned()]
}

const ROOT: &str = ":root {";
const VERDICTS: &[&str] = &[
    ".v-met {",
    ".v-planned {",
    ".v-unmet {",
    ".v-unproven {",
    ".v-inconclusive {",
    ".v-review {",
    ".v-waived {",
    ".v-not-applicable, .rest {",
];

#[test]
fn texts_are_legible_on_every_ground_in_both_schemes() {
    for (text, ground) in [
        ("ink", "paper"),
        ("ink", "panel"),
        ("soft", "paper"),
        ("soft", "panel"),
        ("key", "paper"),
        ("key", "panel"),
        ("key", "key-panel"),
        ("ink", "key-panel"),
        ("soft", "key-panel"),
    ] {
        for (text, ground) in token(ROOT, text).iter().zip(token(ROOT, ground)) {
            assert!(
                contrast(text, &ground) >= 4.5,
                "{text} on {ground}: {}",
                contrast(text, &ground)
            );
        }
    }
    for verdict in VERDICTS {
        let grounds = [
            token(verdict, "bg"),
            token(ROOT, "paper"),
            token(ROOT, "panel"),
            token(ROOT, "key-panel"),
        ];
        for ground in grounds {
            for (text, ground) in token(verdict, "fg").iter().zip(&ground) {
                assert!(
                    contrast(text, ground) >= 4.5,
                    "{verdict} {text} on {ground}: {}",
                    contrast(text, ground)
                );
            }
        }
        for (ink, ground) in token(ROOT, "ink").iter().zip(token(verdict, "bg")) {
            assert!(contrast(ink, &ground) >= 4.5, "{verdict} {ink} on {ground}");
        }
    }
}

#[test]
fn numbers_of_the_heat_map_are_legible_at_every_step() {
    let steps =
        Regex::new(r"\.h\d \{ background: color-mix\(in srgb, var\(--fill\) (\d+)%").unwrap();
    let shares: Vec<f64> =
        steps.captures_iter(STYLE).map(|found| found[1].parse::<f64>().unwrap() / 100.0).collect();
    assert_eq!(shares.len(), 4);
    for verdict in VERDICTS {
        let (inks, papers) = (token(ROOT, "ink"), token(ROOT, "paper"));
        for ((fill, paper), ink) in token(verdict, "fill").iter().zip(&papers).zip(&inks) {
            for share in &shares {
                let ground = mixed(fill, paper, *share);
                assert!(
                    contrast(ink, &ground) >= 4.5,
                    "{verdict} {ink} on {ground}: {}",
                    contrast(ink, &ground)
                );
            }
        }
    }
}

#[test]
fn shapes_and_borders_stand_out_from_the_ground() {
    let papers = token(ROOT, "paper");
    let mut shapes: Vec<_> = VERDICTS.iter().map(|verdict| token(verdict, "fill")).collect();
    shapes.push(token(ROOT, "edge"));
    for (shape, paper) in shapes.iter().flat_map(|shape| shape.iter().zip(&papers)) {
        assert!(contrast(shape, paper) >= 3.0, "{shape} on {paper}: {}", contrast(shape, paper));
    }
}

#[test]
fn every_verdict_has_a_shape_of_its_own() {
    let shape = Regex::new(r#"--shape: "(.)""#).unwrap();
    let mut shapes: Vec<_> = shape.captures_iter(STYLE).map(|found| found[1].to_owned()).collect();
    shapes.sort();
    let all = shapes.len();
    shapes.dedup();
    assert_eq!((shapes.len(), all), (VERDICTS.len() + 1, VERDICTS.len() + 1), "{shapes:?}");
}

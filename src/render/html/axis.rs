//! Places on charts: shares of a width in percent, so that charts are as wide as the page and their texts keep their size.

use jiff::civil::Date;

use super::markup::{Attributes, Html};

/// `part` of `whole` in percent, with two decimals; nothing of nothing is 0.
pub(super) fn percent(part: u64, whole: u64) -> String {
    let hundredths = part.min(whole).saturating_mul(10_000).checked_div(whole).unwrap_or_default();
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// Days from `start` to `end`; 0 where `end` is not later.
pub(super) fn days(start: Date, end: Date) -> u64 {
    start.until(end).ok().and_then(|span| u64::try_from(span.get_days()).ok()).unwrap_or_default()
}

/// Months from the month of `start` to that of `end`; 0 where `end` is not later.
pub(super) fn months(start: Date, end: Date) -> u64 {
    let month = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month());
    u64::try_from(month(end) - month(start)).unwrap_or_default()
}

/// A rectangle from `left` to `right`, of shares of the width, and from `top` to `bottom`, in pixels.
pub(super) fn bar(
    html: &mut Html,
    class: &'static str,
    (left, right, whole): (u64, u64, u64),
    (top, bottom): (u64, u64),
) {
    let (x, width) = (percent(left, whole), percent(right.saturating_sub(left), whole));
    let (y, height) = (top.to_string(), bottom.saturating_sub(top).to_string());
    html.element(
        "rect",
        &[("class", class), ("x", &x), ("width", &width), ("y", &y), ("height", &height)],
        |_| {},
    );
}

/// A chart `height` pixels high with the caption `caption`, which says in words what it shows.
pub(super) fn chart(
    html: &mut Html,
    id: &str,
    height: u64,
    caption: impl FnOnce(&mut Html),
    inside: impl FnOnce(&mut Html),
) {
    let (id, height) = (format!("{id}-caption"), height.to_string());
    html.element("figure", &[], |html| {
        let attributes: &Attributes<'_> = &[
            ("class", "chart"),
            ("width", "100%"),
            ("height", &height),
            ("role", "img"),
            ("aria-labelledby", &id),
        ];
        html.element("svg", attributes, inside);
        html.element("figcaption", &[("id", &id)], caption);
    });
}

/// A text at a share of the width and a height in pixels.
pub(super) fn label(
    html: &mut Html,
    class: &'static str,
    x: &str,
    y: u64,
    inside: impl FnOnce(&mut Html),
) {
    let y = y.to_string();
    html.element("text", &[("class", class), ("x", x), ("y", &y)], inside);
}

/// A line between two shares of the width and two heights in pixels.
pub(super) fn line(
    html: &mut Html,
    class: &'static str,
    (x1, x2): (&str, &str),
    (y1, y2): (u64, u64),
) {
    let (y1, y2) = (y1.to_string(), y2.to_string());
    html.element(
        "line",
        &[("class", class), ("x1", x1), ("x2", x2), ("y1", &y1), ("y2", &y2)],
        |_| {},
    );
}

/// The line a chart stands on, `y` pixels from its top.
pub(super) fn base(html: &mut Html, y: u64) {
    line(html, "axis", ("0", "100%"), (y, y));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_percentages_that_stay_on_the_chart() {
        let cases = [
            (0, 0, "0.00%"),
            (0, 7, "0.00%"),
            (1, 3, "33.33%"),
            (7, 7, "100.00%"),
            (9, 7, "100.00%"),
        ];
        for (part, whole, expected) in cases {
            assert_eq!(percent(part, whole), expected, "{part} of {whole}");
        }
    }

    #[test]
    fn time_runs_forwards_only() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let cases = [
            ("2023-10-12", "2023-10-12", 0, 0),
            ("2023-10-12", "2024-01-01", 81, 3),
            ("2024-02-28", "2024-03-01", 2, 1),
            ("2024-01-01", "2023-10-12", 0, 0),
            ("-009999-01-01", "9999-12-31", 7_304_483, 239_987),
        ];
        for (start, end, in_days, in_months) in cases {
            let found = (days(day(start), day(end)), months(day(start), day(end)));
            assert_eq!(found, (in_days, in_months), "{start} to {end}");
        }
    }
}

//! Rows of text and the segments they consist of, between glyphs and reading order.

/// Text without a wide blank in it, between two places along its row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Segment {
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) text: String,
}

/// The segments on one baseline, in order.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) across: f64,
    pub(super) size: f64,
    pub(super) segments: Vec<Segment>,
}

/// One line of text as it is read.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) across: f64,
    pub(super) text: String,
}

impl Row {
    /// The row as one line.
    pub(super) fn line(&self) -> Line {
        let mut text = String::new();
        let mut end = None;
        for segment in &self.segments {
            if let Some(end) = end {
                text.push_str(if segment.start - end > 3.0 * self.size { "  " } else { " " });
            }
            text.push_str(&segment.text);
            end = Some(segment.end);
        }
        Line { across: self.across, text }
    }

    /// From where to where each segment reaches.
    pub(super) fn extents(&self) -> impl Iterator<Item = Extent> {
        self.segments.iter().map(|segment| Extent { start: segment.start, end: segment.end })
    }

    /// From where to where the segments of one side or cell reach, if there are any.
    pub(super) fn extent(&self, is_of: impl Fn(&Segment) -> bool) -> Option<Extent> {
        self.segments.iter().filter(|segment| is_of(segment)).fold(None, |reach, segment| {
            let Extent { start, end } =
                reach.unwrap_or(Extent { start: segment.start, end: segment.end });
            Some(Extent { start: start.min(segment.start), end: end.max(segment.end) })
        })
    }
}

/// From where to where something reaches along a row.
#[derive(Clone, Copy)]
pub(super) struct Extent {
    pub(super) start: f64,
    pub(super) end: f64,
}

impl Extent {
    pub(super) fn length(self) -> f64 {
        self.end - self.start
    }
}

/// The width of a block of lines.
pub(super) fn width(lines: &[Extent]) -> f64 {
    let start = lines.iter().map(|line| line.start).fold(f64::INFINITY, f64::min);
    lines.iter().map(|line| line.end).fold(f64::NEG_INFINITY, f64::max) - start
}

/// The distances between neighboring rows or lines.
pub(super) fn steps(places: impl Iterator<Item = f64> + Clone) -> impl Iterator<Item = f64> {
    places.clone().skip(1).zip(places).map(|(below, above)| below - above)
}

/// Parts the rows at the gutters; rows without a segment on a side are left out there.
pub(super) fn split(rows: Vec<Row>, gutters: &[f64]) -> Vec<Vec<Row>> {
    let mut sides: Vec<Vec<Row>> = (0..=gutters.len()).map(|_| Vec::new()).collect();
    for Row { across, size, segments } in rows {
        for segment in segments {
            let Some(side) = sides.get_mut(side(&segment, gutters)) else { continue };
            match side.last_mut() {
                Some(row) if row.across.total_cmp(&across).is_eq() => row.segments.push(segment),
                _ => side.push(Row { across, size, segments: vec![segment] }),
            }
        }
    }
    sides
}

/// How many gutters, which are in order, lie before a segment.
pub(super) fn side(segment: &Segment, gutters: &[f64]) -> usize {
    gutters.partition_point(|gutter| *gutter <= segment.start)
}

/// The middle one of the values, if there is any.
pub(super) fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

/// Rows of 10-point type from `(across, [(start, text)])`, one em per character.
#[cfg(test)]
pub(super) fn sample(given: &[(f64, &[(f64, &str)])]) -> Vec<Row> {
    let segment = |&(start, text): &(f64, &str)| {
        let length: f64 = text.chars().map(|_| 10.0).sum();
        Segment { start, end: start + length, text: text.to_owned() }
    };
    let row = |(across, segments): &(f64, &[(f64, &str)])| Row {
        across: *across,
        size: 10.0,
        segments: segments.iter().map(segment).collect(),
    };
    given.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_keeps_wide_blanks_wide() {
        let rows = sample(&[(10.0, &[(0.0, "一"), (20.0, "二"), (70.0, "三")])]);
        assert_eq!(rows[0].line().text, "一 二  三");
    }

    #[test]
    fn rows_are_parted_at_gutters() {
        let rows =
            sample(&[(10.0, &[(0.0, "一"), (50.0, "二"), (90.0, "三")]), (20.0, &[(90.0, "四")])]);
        let texts = split(rows, &[50.0, 90.0])
            .iter()
            .map(|side| side.iter().map(|row| row.line().text).collect())
            .collect::<Vec<Vec<String>>>();
        assert_eq!(texts, [vec!["一"], vec!["二"], vec!["三", "四"]]);
    }
}

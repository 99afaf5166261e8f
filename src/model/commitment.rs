//! Words of a service level: what is promised, in which unit, over which period, and what was measured.

use serde::{Deserialize, Serialize};

use super::document::words;
use super::place::Place;
use super::text::Untrusted;

words! {
    /// What a service level is about.
    Metric {
        /// Share of the time a service can be used.
        Availability = "availability", "稼働率", "availability";
        /// Time to the first response of support.
        SupportResponse = "support-response", "初動応答時間", "time to first response";
        /// Time to recovery.
        Rto = "rto", "目標復旧時間", "recovery time objective";
        /// Age of what is recovered.
        Rpo = "rpo", "目標復旧時点", "recovery point objective";
        /// Time between a notice and what it announces.
        Notice = "notice", "事前通知", "advance notice";
    }
}

words! {
    /// Unit of a service level.
    Unit {
        /// Percent.
        Percent = "percent", "パーセント", "%";
        /// Minutes.
        Minutes = "minutes", "分", "minutes";
        /// Hours.
        Hours = "hours", "時間", "hours";
        /// Days.
        Days = "days", "日", "days";
    }
}

words! {
    /// Period a service level is measured over, shortest first.
    Period {
        /// A month.
        Month = "month", "月", "monthly";
        /// Three months.
        Quarter = "quarter", "四半期", "quarterly";
        /// A year.
        Year = "year", "年", "yearly";
    }
}

/// What a figure measures: only figures of one dimension can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Dimension {
    /// A share, in thousandths of a percent.
    Share,
    /// A time, in thousandths of a minute.
    Time,
}

/// A figure in the unit of its dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Figure {
    /// Dimension.
    pub dimension: Dimension,
    /// Thousandths of a percent or of a minute.
    pub thousandths: i64,
}

/// What was measured in one month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Measured {
    /// The first day of the month; none: the entry does not say which.
    pub month: Option<jiff::civil::Date>,
    /// Value, in thousandths of the unit of its row.
    pub value: i64,
}

/// A row of the commitments: a claim.
#[derive(Debug, Clone)]
pub struct Commitment {
    /// Service, by id or name.
    pub service: Untrusted,
    /// Metric; none: not stated or not a known word.
    pub metric: Option<Metric>,
    /// Value, in thousandths of the unit.
    pub value: Option<i64>,
    /// Unit; none: not stated or not a known word.
    pub unit: Option<Unit>,
    /// Period; none: not stated or not a known word.
    pub period: Option<Period>,
    /// What was measured, by month.
    pub measured: Vec<Measured>,
    /// Paths of the documents that state it.
    pub documents: Vec<Untrusted>,
    /// Where.
    pub place: Place,
}

impl Unit {
    /// `thousandths` of this unit as a figure; none beyond the range of 64 bits.
    pub fn figure(self, thousandths: i64) -> Option<Figure> {
        let (dimension, factor) = match self {
            Self::Percent => (Dimension::Share, 1),
            Self::Minutes => (Dimension::Time, 1),
            Self::Hours => (Dimension::Time, 60),
            Self::Days => (Dimension::Time, 24 * 60),
        };
        Some(Figure { dimension, thousandths: thousandths.checked_mul(factor)? })
    }
}

impl Metric {
    /// The unit a criterion means that names none.
    pub const fn unit(self) -> Unit {
        match self {
            Self::Availability => Unit::Percent,
            Self::SupportResponse => Unit::Minutes,
            Self::Rto | Self::Rpo => Unit::Hours,
            Self::Notice => Unit::Days,
        }
    }
}

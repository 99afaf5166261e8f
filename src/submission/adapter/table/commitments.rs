//! The commitments: service levels the provider promises.

use crate::model::record::{Commitment, Record};
use crate::model::text::{Bilingual, Untrusted};
use crate::submission::adapter::AdapterMeta;

use super::cells::{Cells, Word};
use super::shape::{Column, Table};

/// The `commitments` table.
pub(crate) const COMMITMENTS: Table = Table {
    meta: &AdapterMeta {
        id: "commitments",
        title: Bilingual { ja: "サービス水準の約束", en: "commitments" },
        recognised_by: Bilingual {
            ja: "見出しにサービスID(service)と指標(metric: availability 稼働率、support-response 初動応答時間、rto 目標復旧時間、rpo 目標復旧時点、notice 事前通知)があるCSV、\
                 TOML又はJSONの表。ほかの列: 値(value)、単位(unit: percent %、minutes 分、hours 時間、days 日)、対象期間(period)、実績(measured)、\
                 根拠文書(document: 提出書類一式の中のパス)。",
            en: "CSV, TOML or JSON rows with service and metric (availability, support-response, rto, rpo, notice); further columns: value, unit (percent, \
                 minutes, hours, days), period, measured, document (a path in the submission).",
        },
    },
    columns: &[
        Column { key: "service", ja: "サービスID" },
        Column { key: "metric", ja: "指標" },
        Column { key: "value", ja: "値" },
        Column { key: "unit", ja: "単位" },
        Column { key: "period", ja: "対象期間" },
        Column { key: "measured", ja: "実績" },
        Column { key: "document", ja: "根拠文書" },
    ],
    key: &["service", "metric"],
    signatures: &[&["service", "metric"]],
    is_common: false,
    cell: "value",
    record,
};

const METRICS: &[Word<&str>] = &[
    named("availability", "稼働率"),
    named("support-response", "初動応答時間"),
    named("rto", "目標復旧時間"),
    named("rpo", "目標復旧時点"),
    named("notice", "事前通知"),
];
const UNITS: &[Word<&str>] = &[
    ("percent", "percent", Bilingual { ja: "パーセント", en: "%" }),
    named("minutes", "分"),
    named("hours", "時間"),
    named("days", "日"),
];

const fn named(id: &'static str, ja: &'static str) -> Word<&'static str> {
    (id, id, Bilingual { ja, en: id })
}

fn record(cells: &mut Cells<'_, '_>) -> Record {
    let metric = cells.word("metric", METRICS).map_or_else(|| cells.name("metric"), Untrusted::new);
    let unit = cells.word("unit", UNITS).map_or_else(|| cells.name("unit"), Untrusted::new);
    Record::Commitment(Commitment {
        service: cells.name("service"),
        metric,
        value: cells.thousandths("value"),
        unit,
        document: cells.path("document"),
        place: cells.place(),
    })
}

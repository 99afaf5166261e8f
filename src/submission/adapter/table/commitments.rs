//! The commitments: service levels the provider promises.

use crate::model::commitment::{Commitment, Metric, Period, Unit};
use crate::model::record::Record;
use crate::model::text::Bilingual;
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
                 TOML又はJSONの表。ほかの列: 値(value)、単位(unit: percent %、minutes 分、hours 時間、days 日)、対象期間(period: month 月、quarter 四半期、year 年)、\
                 実績(measured: `2022-08=99.99` を `|` 区切り)、根拠文書(document: 提出書類一式の中のパス、`|` 区切り)。",
            en: "CSV, TOML or JSON rows with service and metric (availability, support-response, rto, rpo, notice); further columns: value, unit (percent, \
                 minutes, hours, days), period (month, quarter, year), measured (`2022-08=99.99`, `|` between them), document (paths in the submission, `|` \
                 between them).",
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

fn metrics() -> Vec<Word<Metric>> {
    Metric::ALL.iter().map(|value| (*value, value.id(), value.title())).collect()
}

fn units() -> Vec<Word<Unit>> {
    Unit::ALL.iter().map(|value| (*value, value.id(), value.title())).collect()
}

/// People write a period with and without the word for its length.
fn periods() -> Vec<Word<Period>> {
    let said = |value: Period| match value {
        Period::Month => Bilingual { ja: "月間", en: "per month" },
        Period::Quarter => Bilingual { ja: "四半期ごと", en: "per quarter" },
        Period::Year => Bilingual { ja: "年間", en: "per year" },
    };
    let of =
        |value: &Period| [(*value, value.id(), value.title()), (*value, value.id(), said(*value))];
    Period::ALL.iter().flat_map(of).collect()
}

fn record(cells: &mut Cells<'_, '_>) -> Record {
    Record::Commitment(Commitment {
        service: cells.name("service"),
        metric: cells.word("metric", &metrics()),
        value: cells.thousandths("value"),
        unit: cells.word("unit", &units()),
        period: cells.word("period", &periods()),
        measured: cells.measured("measured"),
        documents: cells.paths("document"),
        place: cells.place(),
    })
}

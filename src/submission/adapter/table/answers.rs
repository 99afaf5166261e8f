//! The answers: what the bidder says of each requirement.

use crate::model::document::{AnswerStatus, Delivery};
use crate::model::record::{Answer, Record};
use crate::model::text::Bilingual;
use crate::submission::adapter::AdapterMeta;

use super::cells::{Cells, Word};
use super::shape::{Column, Table};

/// The `answers` table.
pub(crate) const ANSWERS: Table = Table {
    meta: &AdapterMeta {
        id: "answers",
        title: Bilingual { ja: "要件への回答", en: "answers to the requirements" },
        recognised_by: Bilingual {
            ja: "見出しに要件ID(id)と回答(status: met 対応済、planned 対応予定、not_met 未対応、na 対象外)があるCSV、TOML又はJSONの表。\
                 ほかの列: 提供形態(delivery: own 自社、joint 共同、third_party 他社製品)、製品・サービス(product)、対応内容(how)、根拠資料(evidence)、\
                 参照URL(url)、対応予定日(planned)、担当(owner)。知らない列がある表は、要件IDの形の値がある場合に限ります。",
            en: "CSV, TOML or JSON rows with id and status (met, planned, not_met, na); further columns: delivery (own, joint, third_party), product, how, \
                 evidence, url, planned, owner. With unknown columns only if some id has the shape of a requirement's.",
        },
    },
    columns: &[
        Column { key: "id", ja: "要件ID" },
        Column { key: "status", ja: "回答" },
        Column { key: "delivery", ja: "提供形態" },
        Column { key: "product", ja: "製品・サービス" },
        Column { key: "how", ja: "対応内容" },
        Column { key: "evidence", ja: "根拠資料" },
        Column { key: "url", ja: "参照URL" },
        Column { key: "planned", ja: "対応予定日" },
        Column { key: "owner", ja: "担当" },
    ],
    key: &["id"],
    signatures: &[&["id", "status"]],
    is_common: true,
    cell: "status",
    record,
};

/// Words of `status`; people end it either way.
pub(super) fn statuses() -> Vec<Word<AnswerStatus>> {
    let other = |value: AnswerStatus, ja| (value, value.id(), Bilingual { ja, ..value.title() });
    AnswerStatus::ALL
        .iter()
        .map(|value| (*value, value.id(), value.title()))
        .chain([other(AnswerStatus::Met, "対応済み")])
        .collect()
}

/// Words of `delivery`.
pub(super) fn deliveries() -> Vec<Word<Delivery>> {
    Delivery::ALL.iter().map(|value| (*value, value.id(), value.title())).collect()
}

fn record(cells: &mut Cells<'_, '_>) -> Record {
    Record::Answer(Answer {
        id: cells.name("id"),
        status: cells.word("status", &statuses()),
        delivery: cells.word("delivery", &deliveries()),
        product: cells.text("product"),
        how: cells.text("how"),
        evidence: cells.text("evidence"),
        planned: cells.date("planned"),
        owner: cells.text("owner"),
        place: cells.place(),
    })
}

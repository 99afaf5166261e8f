//! The plan: when the bidder will meet what it does not meet yet.

use crate::model::record::{PlanItem, Record};
use crate::model::text::Bilingual;
use crate::submission::adapter::AdapterMeta;

use super::cells::Cells;
use super::shape::{Column, Table};

/// The `plan` table.
pub(crate) const PLAN: Table = Table {
    meta: &AdapterMeta {
        id: "plan",
        title: Bilingual { ja: "対応計画", en: "plan" },
        recognised_by: Bilingual {
            ja: "見出しに要件ID(id)と、マイルストーン(milestones)又は担当(owner)及び完了予定日(date)があるCSV、TOML又はJSONの表。\
                 マイルストーンは `設計@2025-10-31!|試験@2026-02-27` の形で `|` で区切り、完了したものの末尾に `!` を付けます\
                 (TOML、JSONは name、date、done の表の配列)。ほかの列: 前提(depends)、更新日(updated)。\
                 知らない列がある表は、要件IDの形の値がある場合に限ります。",
            en: "CSV, TOML or JSON rows with id and milestones, or id, owner and date; milestones are written `design@2025-10-31!|test@2026-02-27`, `!` for \
                 done (in TOML and JSON an array of name, date, done); further columns: depends, updated. With unknown columns only if some id has the \
                 shape of a requirement's.",
        },
    },
    columns: &[
        Column { key: "id", ja: "要件ID" },
        Column { key: "owner", ja: "担当" },
        Column { key: "date", ja: "完了予定日" },
        Column { key: "milestones", ja: "マイルストーン" },
        Column { key: "depends", ja: "前提" },
        Column { key: "updated", ja: "更新日" },
    ],
    key: &["id"],
    signatures: &[&["id", "milestones"], &["id", "owner", "date"]],
    is_common: true,
    cell: "date",
    record,
};

fn record(cells: &mut Cells<'_, '_>) -> Record {
    Record::PlanItem(PlanItem {
        id: cells.name("id"),
        owner: cells.text("owner"),
        date: cells.date("date"),
        milestones: cells.milestones("milestones"),
        updated: cells.date("updated"),
        place: cells.place(),
    })
}

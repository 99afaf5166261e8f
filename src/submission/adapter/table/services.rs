//! The service list: what the provider says it offers.

use crate::model::document::ServiceStatus;
use crate::model::record::{Record, Service};
use crate::model::text::Bilingual;
use crate::submission::adapter::AdapterMeta;

use super::answers::deliveries;
use super::cells::{Cells, Word};
use super::shape::{Column, Table};

/// The `services` table.
pub(crate) const SERVICES: Table = Table {
    meta: &AdapterMeta {
        id: "services",
        title: Bilingual { ja: "サービス一覧", en: "service list" },
        recognised_by: Bilingual {
            ja: "見出しにサービスID(id)と機能(capabilities: `|` 区切り)があるCSV、TOML又はJSONの表。\
                 ほかの列: サービス名(name)、提供状況(status: ga 提供中、preview 試験提供、planned 提供予定、retired 提供終了)、リージョン(regions)、\
                 ゾーン(zones)、提供形態(delivery)、提供事業者(participant)、稼働率の目標(sla: %)、仕様書(documentation: 提出書類一式の中のパス)、参照URL(url)。",
            en: "CSV, TOML or JSON rows with id and capabilities (`|` between them); further columns: name, status (ga, preview, planned, retired), regions, \
                 zones, delivery, participant, sla (percent), documentation (a path in the submission), url.",
        },
    },
    columns: &[
        Column { key: "id", ja: "サービスID" },
        Column { key: "name", ja: "サービス名" },
        Column { key: "status", ja: "提供状況" },
        Column { key: "regions", ja: "リージョン" },
        Column { key: "zones", ja: "ゾーン" },
        Column { key: "capabilities", ja: "機能" },
        Column { key: "delivery", ja: "提供形態" },
        Column { key: "participant", ja: "提供事業者" },
        Column { key: "sla", ja: "稼働率の目標" },
        Column { key: "documentation", ja: "仕様書" },
        Column { key: "url", ja: "参照URL" },
    ],
    key: &["id"],
    signatures: &[&["id", "capabilities"]],
    is_common: false,
    cell: "capabilities",
    record,
};

fn statuses() -> Vec<Word<ServiceStatus>> {
    ServiceStatus::ALL.iter().map(|value| (*value, value.id(), value.title())).collect()
}

fn record(cells: &mut Cells<'_, '_>) -> Record {
    Record::Service(Service {
        id: cells.name("id"),
        name: cells.text("name"),
        status: cells.word("status", &statuses()),
        regions: cells.list("regions"),
        capabilities: cells.list("capabilities"),
        delivery: cells.word("delivery", &deliveries()),
        participant: cells.name("participant"),
        sla: cells.thousandths("sla"),
        documentation: cells.path("documentation"),
        place: cells.place(),
    })
}

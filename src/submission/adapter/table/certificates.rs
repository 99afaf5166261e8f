//! The register of certificates and registrations.

use crate::model::document::Standard;
use crate::model::record::{Certificate, Record};
use crate::model::text::Bilingual;
use crate::submission::adapter::AdapterMeta;

use super::cells::{Cells, Word};
use super::shape::{Column, Table};

/// The `certificates` table.
pub(crate) const CERTIFICATES: Table = Table {
    meta: &AdapterMeta {
        id: "certificates",
        title: Bilingual { ja: "認証・登録台帳", en: "register of certificates" },
        recognised_by: Bilingual {
            ja: "見出しに規格(standard: ismap、iso27001、iso27017、iso27018、soc2-type1、soc2-type2)と登録・認証番号(number)があるCSV、TOML又はJSONの表。\
                 ほかの列: 取得者(holder)、適用範囲(scope)、対象リージョン(regions: `|` 区切り)、認証機関(issuer)、有効期間の開始日(valid_from)、\
                 有効期限(valid_until。SOC 2は対象期間の終了日)、原本ファイル(file: 提出書類一式の中のパス)。",
            en: "CSV, TOML or JSON rows with standard (ismap, iso27001, iso27017, iso27018, soc2-type1, soc2-type2) and number; further columns: holder, \
                 scope, regions (`|` between them), issuer, valid_from, valid_until (SOC 2: end of the period), file (a path in the submission).",
        },
    },
    columns: &[
        Column { key: "standard", ja: "規格" },
        Column { key: "number", ja: "登録・認証番号" },
        Column { key: "holder", ja: "取得者" },
        Column { key: "scope", ja: "適用範囲" },
        Column { key: "regions", ja: "対象リージョン" },
        Column { key: "issuer", ja: "認証機関" },
        Column { key: "valid_from", ja: "有効期間の開始日" },
        Column { key: "valid_until", ja: "有効期限" },
        Column { key: "file", ja: "原本ファイル" },
    ],
    key: &["standard", "number"],
    signatures: &[&["standard", "number"]],
    is_common: false,
    cell: "valid_until",
    record,
};

/// Words of `standard`, and how certificates print them.
fn standards() -> Vec<Word<Standard>> {
    let iso = |value: Standard, en| (value, value.id(), Bilingual { en, ja: en });
    Standard::ALL
        .iter()
        .map(|value| (*value, value.id(), value.title()))
        .chain([
            iso(Standard::Iso27001, "ISO/IEC 27001"),
            iso(Standard::Iso27017, "ISO/IEC 27017"),
            iso(Standard::Iso27018, "ISO/IEC 27018"),
        ])
        .collect()
}

fn record(cells: &mut Cells<'_, '_>) -> Record {
    Record::Certificate(Certificate {
        standard: cells.word("standard", &standards()),
        number: cells.name("number"),
        holder: cells.text("holder"),
        scope: cells.text("scope"),
        regions: cells.list("regions"),
        valid_from: cells.date("valid_from"),
        valid_until: cells.date("valid_until"),
        file: cells.path("file"),
        place: cells.place(),
    })
}

//! Printed results of calls: the AWS command line, the API of Sakura Cloud and usacloud are one adapter with three sets of rules.
//!
//! What a call is, where its records are and what it lists is mapping data. Code knows how each tool says that there is more, that
//! it was refused, and that a member is not set.

mod csv;
mod find;
mod read;
mod rules;

use std::io::Read;

use crate::model::text::Bilingual;
use crate::submission::Reading;

use super::super::{Adapter, AdapterMeta, Head, ReadEnd, Sink};
use rules::Rules;

pub(super) use find::Known;

/// Results of one tool's calls.
pub(crate) struct Calls {
    meta: AdapterMeta,
    rules: Rules,
}

/// Results of the AWS command line.
pub(crate) const AWS_CLI: Calls = Calls {
    meta: AdapterMeta {
        id: "aws-cli",
        title: Bilingual {
            ja: "AWS CLIの出力(JSON、認証情報レポートはCSV)",
            en: "output of the AWS command line (JSON; credential report: CSV)",
        },
        recognised_by: RECOGNISED_BY,
    },
    rules: rules::AWS_CLI,
};

/// Results of the Sakura Cloud API.
pub(crate) const SAKURA_API: Calls = Calls {
    meta: AdapterMeta {
        id: "sakura-api",
        title: Bilingual {
            ja: "さくらのクラウドAPIの応答(JSON)",
            en: "answers of the Sakura Cloud API (JSON)",
        },
        recognised_by: RECOGNISED_BY,
    },
    rules: rules::SAKURA_API,
};

/// Results of usacloud.
pub(crate) const USACLOUD: Calls = Calls {
    meta: AdapterMeta {
        id: "usacloud",
        title: Bilingual { ja: "usacloudの出力(-o json)", en: "output of usacloud (-o json)" },
        recognised_by: RECOGNISED_BY,
    },
    rules: rules::USACLOUD,
};

const RECOGNISED_BY: Bilingual = Bilingual {
    ja: "マニフェストの call、または事業者マッピングの [[call]] が挙げる項目があること",
    en: "`call` of the manifest, or the members that a [[call]] of the provider mapping names",
};

impl Adapter for Calls {
    fn meta(&self) -> &'static AdapterMeta {
        match self.meta.id {
            "aws-cli" => &AWS_CLI.meta,
            "sakura-api" => &SAKURA_API.meta,
            _ => &USACLOUD.meta,
        }
    }

    fn recognise(&self, head: &Head<'_>, reading: &Reading<'_>) -> Option<String> {
        find::recognise(self.meta.id, &self.rules, head, reading)
    }

    fn read(
        &self,
        native: &str,
        head: &Head<'_>,
        input: &mut dyn Read,
        reading: &Reading<'_>,
        sink: &mut dyn Sink,
    ) -> ReadEnd {
        read::read(self.meta.id, &self.rules, native, head, input, reading, sink)
    }
}

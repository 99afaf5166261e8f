//! Reads the result of one call: its records, and how its listing ended.

use std::collections::BTreeSet;
use std::io::Read;

use crate::model::mapping::{Covers, KeyPart, Step};
use crate::model::place::Place;
use crate::model::record::{Captured, ListingState, Stated};
use crate::model::report::Severity;
use crate::model::resource_type::TypeId;
use crate::submission::Reading;
use crate::submission::json::{self, Emitted, Outcome, Projection, Tree, Value as Json};

use super::super::super::{Head, ReadEnd, Sink};
use super::super::compile::{Block, Compiler, Spelling};
use super::super::file::{File, Listed};
use super::super::normalise::{Native, Origin, normalise};
use super::super::recorder;
use super::super::resolve::{Slot, Spot};
use super::csv;
use super::find::{self, Known, OR, REFUSED};
use super::rules::{Refusal, Rules, without_zero_values};

/// Reads a file that is the result of call `native`.
pub(super) fn read(
    id: &str,
    rules: &Rules,
    native: &str,
    head: &Head<'_>,
    input: &mut dyn Read,
    reading: &Reading<'_>,
    sink: &mut dyn Sink,
) -> ReadEnd {
    let mut file = File::new(head, reading, sink);
    if let Some(known) = find::find(id, native, reading) {
        return Run::new(id, rules, known, file).read(input);
    }
    let rejected = unnamed(&mut file, native);
    ReadEnd { rejected: Some(rejected), materialised: 0 }
}

/// A file of which only the manifest can tell what call it is.
fn unnamed(file: &mut File<'_>, native: &str) -> String {
    if native == REFUSED {
        file.notice(
            Severity::Error,
            "refused-call",
            "権限不足などで拒否された呼び出しの記録です。権限を付けて取得し直すか、マニフェストで call を指定してください。",
            "this is the message of a call that was refused; repeat it with the permission, or name the call in the manifest",
        );
        return "the call was refused".into();
    }
    file.notice(
        Severity::Error,
        "ambiguous-call",
        &format!("どの呼び出しの結果か決められません(候補: {})。マニフェストで call を指定してください。", native.replace(OR, "、")),
        &format!("it is not clear which call printed this ({}); name it as `call` in the manifest", native.replace(OR, " or ")),
    );
    "it is not clear which call printed this".into()
}

/// One file of a known call.
struct Run<'a> {
    rules: &'a Rules,
    known: Known<'a>,
    file: File<'a>,
    blocks: Vec<Block<'a>>,
    origin: Origin<'a>,
    /// Accounts and regions that records state natively.
    accounts: BTreeSet<String>,
    regions: BTreeSet<String>,
    recorders: Vec<(Tree, Place)>,
    /// Whether there was any record.
    has_records: bool,
    is_paged: bool,
    is_damaged: bool,
}

impl<'a> Run<'a> {
    fn new(id: &str, rules: &'a Rules, known: Known<'a>, file: File<'a>) -> Self {
        let blocks = Block::of(file.reading, id).into_iter().filter(|block| {
            block.mapping.provider == known.mapping.provider
                && block.resource.native == known.call.native
        });
        let covers_account =
            known.call.lists.as_ref().is_some_and(|lists| lists.covers == Covers::Account);
        let origin = Origin {
            file: file.head.file,
            declared: &file.head.declared,
            source: format!("{id} {}", known.call.native),
            captured: file.captured(None),
            is_regional: !covers_account,
        };
        Self {
            rules,
            known,
            blocks: blocks.collect(),
            origin,
            accounts: BTreeSet::new(),
            regions: BTreeSet::new(),
            recorders: Vec::new(),
            has_records: false,
            is_paged: false,
            is_damaged: false,
            file,
        }
    }

    fn read(mut self, input: &mut dyn Read) -> ReadEnd {
        if let Some(refusal) = (self.rules.refusal)(self.file.head) {
            return self.refused(refusal);
        }
        if self.file.head.bytes.iter().all(u8::is_ascii_whitespace) {
            self.file.notice(
                Severity::Note,
                "empty-file",
                "このファイルは空です。該当する資源がないのか、取得に失敗したのかが分からないため、一覧とはみなしません。",
                "the file is empty: it does not tell a call without result from one that failed, so it lists nothing",
            );
            return ReadEnd::default();
        }
        self.needs_subject();
        if self.known.call.csv.is_some() {
            return self.table(input);
        }
        let projection = self.projection();
        let limits = self.file.limits();
        let outcome = json::read(input, &projection, &limits, &mut |emitted| self.emitted(emitted));
        let rejected = self.judge(&outcome);
        self.end(rejected, outcome.materialised)
    }

    fn refused(&mut self, refusal: Refusal) -> ReadEnd {
        if refusal == Refusal::NotSet {
            self.file.notice(
                Severity::Note,
                "not-set",
                "呼び出しは「該当する設定がない」と答えています。設定の有無の根拠には用いません。",
                "the call answered that there is no such setting; this is no evidence of any value",
            );
            return ReadEnd::default();
        }
        self.file.notice(
            Severity::Error,
            "refused-call",
            "呼び出しが拒否されたか、エラーで終わっています。権限を付けて取得し直してください。",
            "the call was refused or ended with an error; repeat it with the permission it needs",
        );
        self.spoiled(ListingState::Denied);
        ReadEnd { rejected: Some("the call was refused".into()), materialised: 0 }
    }

    /// A result that does not name its resource has to be named by the manifest.
    fn needs_subject(&mut self) {
        let needs = self.blocks.iter().any(|block| block.resource.key.contains(&KeyPart::Subject));
        if needs && self.file.head.declared.subject.is_none() {
            self.file.notice(
                Severity::Warning,
                "no-subject",
                "どの資源の設定かがファイルからは分かりません。マニフェストの path で {subject} を使って示してください。",
                "the file does not say which resource it is about; use {subject} in `path` of the manifest",
            );
        }
    }

    fn projection(&self) -> Projection {
        let mut projection = Projection::new();
        let root = projection.root();
        let mut compiler = Compiler { projection: &mut projection, spelling: Spelling::default() };
        for name in self.rules.paging {
            compiler.member(root, name);
        }
        let records = compiler.nodes(root, &self.known.call.records.steps);
        for node in records {
            self.blocks.iter().for_each(|block| compiler.block(node, block));
            recorder::compile(&mut compiler, node, &self.known.call.native);
            compiler.projection.emit(node, 0);
        }
        projection
    }

    fn emitted(&mut self, mut emitted: Emitted<'_>) {
        let (offset, line, pointer) = (emitted.offset, emitted.line, emitted.pointer());
        self.has_records = true;
        if self.known.call.records.steps.is_empty() {
            self.is_paged |= (self.rules.is_paged)(&emitted.tree);
        }
        if self.rules.has_zero_values {
            let maps_empty =
                self.blocks.iter().flat_map(|block| &block.attributes).any(|(_, mapping)| {
                    mapping.map.as_ref().is_some_and(|map| map.listed.contains_key(""))
                });
            without_zero_values(&mut emitted.tree, maps_empty);
        }
        match emitted.tree.value {
            Json::Bad(_) => {
                self.is_damaged = true;
                self.file.bad_record(offset, line);
            }
            Json::Null => {}
            Json::Object(_) => self.take(&emitted.tree, (offset, line, pointer)),
            Json::Array(_) if self.known.call.records.steps.is_empty() => {
                self.is_damaged = true;
                self.file.bad_record(offset, line);
            }
            Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Array(_) => {
                self.take(&emitted.tree, (offset, line, pointer));
            }
        }
    }

    fn take(&mut self, tree: &Tree, (offset, line, pointer): (u64, u64, String)) {
        if recorder::is_call(&self.known.call.native) {
            let place = Place {
                offset: Some(offset),
                line: Some(line),
                ..Place::file(self.file.head.file)
            };
            self.recorders.push((tree.clone(), place));
        }
        let native = Native {
            spot: Spot::of(tree),
            offset,
            line: Some(line),
            pointer,
            account: None,
            region: None,
            intended: false,
        };
        for normalised in
            self.blocks.iter().flat_map(|block| normalise(block, &native, &self.origin))
        {
            let native = |stated: &Option<Stated>| {
                stated
                    .as_ref()
                    .filter(|stated| !stated.declared)
                    .map(|stated| stated.value.raw().to_owned())
            };
            self.accounts.extend(native(&normalised.resource.account));
            self.regions.extend(native(&normalised.resource.region));
            self.file.resource(normalised);
        }
    }

    /// Why the file is damaged, if it is.
    fn judge(&mut self, outcome: &Outcome) -> Option<String> {
        if let Some(error) = &outcome.error {
            self.file.malformed(error);
            return Some(error.to_string());
        }
        let steps = &self.known.call.records.steps;
        if steps.is_empty() {
            return None;
        }
        let before =
            steps.iter().rposition(|step| !matches!(step, Step::Member(_))).map_or(0, |at| at + 1);
        let mut is_listed = self.has_records;
        for document in &outcome.documents {
            self.is_paged |= (self.rules.is_paged)(&document.tree);
            let list = Spot::of(&document.tree).resolve(&steps[..before]);
            is_listed |= list.listed;
            if list.slots.iter().any(|slot| matches!(slot, Slot::Wrong(_))) {
                return Some(self.no_list());
            }
        }
        if is_listed { None } else { Some(self.no_list()) }
    }

    fn no_list(&mut self) -> String {
        self.file.notice(
            Severity::Error,
            "no-records",
            "この呼び出しの結果にあるはずの一覧がありません。取得し直すか、マニフェストの call を訂正してください。",
            "the list that this call prints is not there; export it again, or correct `call` in the manifest",
        );
        "the list that this call prints is not there".into()
    }

    fn table(mut self, input: &mut dyn Read) -> ReadEnd {
        let blocks = self.blocks.clone();
        let columns: BTreeSet<&str> = blocks.iter().flat_map(Block::members).collect();
        let most = self.file.reading.limits.table;
        let mut rows = 0_u64;
        let result = csv::read(input, most, &columns, &mut |row| {
            rows += 1;
            let offset = row.tree.offset;
            self.take(&row.tree, (offset, row.line, String::new()));
        });
        match result {
            Ok(built) => self.end(None, built),
            Err(broken) => {
                self.file.broken_table(broken.offset, broken.line, &broken.why);
                self.end(Some(broken.why), rows)
            }
        }
    }

    fn end(&mut self, rejected: Option<String>, materialised: u64) -> ReadEnd {
        self.is_damaged |= rejected.is_some();
        let recorders = std::mem::take(&mut self.recorders);
        recorder::report(&mut self.file, &self.known, &recorders);
        if self.is_damaged {
            self.spoiled(ListingState::Damaged);
        }
        if let Some(lists) = &self.known.call.lists {
            let state = if self.is_paged { ListingState::Paged } else { ListingState::Complete };
            if !self.is_damaged {
                self.listing(&lists.types, state, lists.part.as_deref());
            }
        }
        ReadEnd { rejected, materialised }
    }

    /// What the call lists is denied or damaged. Of what it only speaks of, something may be missing.
    fn spoiled(&mut self, state: ListingState) {
        let call = self.known.call;
        let (listed, part) = call
            .lists
            .as_ref()
            .map_or((&[][..], None), |lists| (lists.types.as_slice(), lists.part.as_deref()));
        let spoken: Vec<TypeId> =
            call.may_hold.iter().copied().filter(|ty| !listed.contains(ty)).collect();
        self.listing(listed, state, part);
        self.listing(&spoken, ListingState::Blurred, None);
    }

    fn listing(&mut self, types: &[TypeId], state: ListingState, part: Option<&str>) {
        let declared = &self.file.head.declared;
        let only = |seen: &BTreeSet<String>| seen.first().filter(|_| seen.len() == 1).cloned();
        let account = only(&self.accounts).filter(|_| declared.account.is_none());
        let region = only(&self.regions).filter(|_| declared.region.is_none());
        let covers = self.known.call.lists.as_ref().map_or(Covers::Cell, |lists| lists.covers);
        let captured: Captured = self.origin.captured;
        self.file.listing(Listed {
            provider: &self.known.mapping.provider,
            types,
            account: account.as_deref(),
            region: region.as_deref(),
            is_declared: false,
            covers,
            part,
            state,
            place: None,
            captured,
        });
    }
}

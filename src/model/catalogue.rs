//! The catalogue: a versioned set of requirements.

use super::criterion::{Criterion, Param};
use super::document::words;
use super::span::Spanned;
use super::text::LocalText;

/// One edition of the requirements.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// Edition, such as `fy2022`.
    pub id: String,
    /// Semantic version of the catalogue itself.
    pub version: String,
    /// Number of requirements the edition has, loaded or not.
    pub size: usize,
    /// Title.
    pub title: LocalText,
    /// What readers have to know about its origin.
    pub disclaimer: LocalText,
    /// Blocks in order, with the size of each section, loaded or not.
    pub blocks: Vec<Block>,
    /// Loaded sections in the order of the blocks.
    pub sections: Vec<Section>,
    /// SHA-256 of its files in hexadecimal.
    pub digest: String,
}

/// A block of sections.
#[derive(Debug, Clone)]
pub struct Block {
    /// Letter.
    pub id: String,
    /// Title.
    pub title: LocalText,
    /// Number of its requirements: the sum of its sections, or the stated number where only that is public.
    pub size: usize,
    /// Sections, lower case, with their number of requirements; none where the division is not public.
    pub sections: Vec<(String, usize)>,
}

/// A section: one file.
#[derive(Debug, Clone)]
pub struct Section {
    /// Upper-case code, the middle of every id in it.
    pub id: String,
    /// Title.
    pub title: LocalText,
    /// Block it belongs to.
    pub block: String,
    /// Requirements in order.
    pub requirements: Vec<Requirement>,
}

/// One requirement of the tender.
#[derive(Debug, Clone)]
pub struct Requirement {
    /// Id, such as `GC22-STO-007`.
    pub id: Spanned<String>,
    /// Title.
    pub title: LocalText,
    /// What must be true.
    pub text: LocalText,
    /// Whom or what it is about.
    pub subject: Subject,
    /// Whether a bid fails without it.
    pub obligation: Obligation,
    /// Weight in the score.
    pub weight: u32,
    /// Whether it must be the bidder's own technology.
    pub core: Core,
    /// Where it comes from.
    pub provenance: Provenance,
    /// References for the provenance.
    pub basis: Vec<String>,
    /// Related items of other frameworks, by framework.
    pub mappings: Vec<(Framework, Vec<Related>)>,
    /// How it is judged.
    pub criterion: Criterion,
    /// What to do when it is not met.
    pub remedy: LocalText,
    /// Examples, which are run as tests.
    pub examples: Examples,
}

words! {
    /// Whom or what a requirement is about.
    Subject {
        /// The bidder: certificates, contract, organisation.
        Bidder = "bidder", "事業者", "bidder";
        /// What the provider offers: 「…できること」.
        Service = "service", "サービス", "service";
        /// How the evidence environment is run: 「…していること」.
        Estate = "estate", "環境", "estate";
    }
}

words! {
    /// Whether a bid fails without the requirement.
    Obligation {
        /// It fails.
        Mandatory = "mandatory", "必須", "mandatory";
        /// It does not.
        Optional = "optional", "任意", "optional";
    }
}

words! {
    /// Whether a requirement must be met by the bidder's own technology.
    Core {
        /// Must be the bidder's own.
        Own = "own", "自社技術", "own";
        /// Anybody's.
        Any = "any", "問わない", "any";
    }
}

words! {
    /// How well a requirement's origin is known.
    Provenance {
        /// Its content was read in a public source.
        Attested = "attested", "公表資料で確認", "attested";
        /// Its topic is named in a public source; the wording is ours.
        AttestedTheme = "attested-theme", "主題を公表資料で確認", "theme attested";
        /// Designed by analogy.
        Reconstructed = "reconstructed", "再構成", "reconstructed";
    }
}

words! {
    /// A framework a requirement is related to.
    Framework {
        /// NIST SP 800-53 revision 5.
        Nist80053 = "nist80053", "NIST SP 800-53", "NIST SP 800-53";
        /// ISMAP control criteria.
        Ismap = "ismap", "ISMAP管理基準", "ISMAP controls";
        /// ISO/IEC 27001.
        Iso27001 = "iso27001", "ISO/IEC 27001", "ISO/IEC 27001";
        /// ISO/IEC 27002.
        Iso27002 = "iso27002", "ISO/IEC 27002", "ISO/IEC 27002";
        /// ISO/IEC 27017.
        Iso27017 = "iso27017", "ISO/IEC 27017", "ISO/IEC 27017";
        /// ISO/IEC 27018.
        Iso27018 = "iso27018", "ISO/IEC 27018", "ISO/IEC 27018";
        /// CIS Controls or Benchmarks.
        Cis = "cis", "CIS", "CIS";
    }
}

words! {
    /// How two items of different frameworks relate, as sets of what they ask.
    Relation {
        /// The same.
        Equal = "equal", "同一", "equal";
        /// Ours asks less.
        Subset = "subset", "部分", "subset";
        /// Ours asks more.
        Superset = "superset", "包含", "superset";
        /// They overlap.
        Intersects = "intersects", "重複", "intersects";
    }
}

/// An item of another framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Its id there.
    pub id: String,
    /// How it relates.
    pub relation: Relation,
}

/// Examples of a requirement by the verdict they have to give.
#[derive(Debug, Clone, Default)]
pub struct Examples {
    /// Give met.
    pub met: Vec<Example>,
    /// Differ from met by the one fact they name.
    pub near: Vec<Example>,
    /// Give unproven.
    pub unproven: Vec<Example>,
    /// Give unmet.
    pub unmet: Vec<Example>,
}

/// One example: a small submission of one requirement.
#[derive(Debug, Clone)]
pub struct Example {
    /// Where it stands.
    pub at: Spanned<()>,
    /// Its records: maps with one key each, the record kind.
    pub records: Vec<Param>,
    /// For `near`: what is wrong.
    pub wrong: Option<Wrong>,
    /// Which child of every `first` decides, from 1.
    pub child: Option<usize>,
    /// Settings that differ from the defaults: `as_of, profile, provider, scope, answer, delivery`.
    pub settings: Vec<(Spanned<String>, Param)>,
}

/// The fact that keeps a `near` example from being met.
#[derive(Debug, Clone)]
pub struct Wrong {
    /// Which record, from 1.
    pub record: usize,
    /// Which of its keys.
    pub fact: String,
    /// The value that makes the example met.
    pub right: Param,
}

impl Catalogue {
    /// Every requirement in catalogue order.
    pub fn requirements(&self) -> impl Iterator<Item = &Requirement> {
        self.sections.iter().flat_map(|section| &section.requirements)
    }

    /// The requirement called `id`.
    pub fn find(&self, id: &str) -> Option<&Requirement> {
        self.requirements().find(|requirement| requirement.id.value == id)
    }
}

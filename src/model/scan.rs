//! What scanners report: that a scan ran, and what it found.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::document::words;
use super::place::{FileId, Place};
use super::record::{Captured, Stated};
use super::text::Untrusted;

words! {
    /// What a scan looks for.
    ScanKind {
        /// Known vulnerabilities.
        Vulnerability = "vulnerability", "脆弱性", "vulnerabilities";
        /// Misconfiguration.
        Configuration = "configuration", "設定の不備", "misconfiguration";
        /// Secrets in code and images.
        Secret = "secret", "埋め込まれた秘密情報", "embedded secrets";
        /// Malware.
        Malware = "malware", "マルウェア", "malware";
        /// Software bill of materials.
        Sbom = "sbom", "ソフトウェア部品表", "software bill of materials";
        /// Patches applied.
        Patch = "patch", "パッチの適用", "patch compliance";
        /// Configuration that drifted from what was declared.
        Drift = "drift", "構成の乖離", "configuration drift";
        /// Protocols and cipher suites.
        Tls = "tls", "TLSの設定", "TLS protocols and ciphers";
        /// Permissions nobody uses.
        Permission = "permission", "未使用の権限", "unused permissions";
        /// Personal and other sensitive data.
        SensitiveData = "sensitive-data", "機微なデータ", "sensitive data";
        /// A public interface description.
        Api = "api", "API定義", "API description";
    }
}

words! {
    /// How bad a finding is, worst first.
    ScanSeverity {
        /// Critical.
        Critical = "critical", "緊急", "critical";
        /// High.
        High = "high", "重要", "high";
        /// Medium.
        Medium = "medium", "警告", "medium";
        /// Low.
        Low = "low", "注意", "low";
        /// Information.
        Info = "info", "情報", "information";
        /// The tool does not say, or not in known words.
        Unknown = "unknown", "不明", "unknown";
    }
}

words! {
    /// What became of a finding, worst first.
    ScanStatus {
        /// Still there.
        Open = "open", "未解決", "open";
        /// There, and accepted, muted or dismissed by somebody.
        Suppressed = "suppressed", "抑止", "suppressed";
        /// The check passed, or the finding was resolved.
        Passed = "passed", "合格", "passed";
    }
}

/// One run of one tool, among the runs of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RunId {
    /// The file.
    pub file: FileId,
    /// Which of its runs, from 0.
    pub run: u32,
}

/// That a scan ran.
#[derive(Debug, Clone)]
pub struct ScanRun {
    /// Which run.
    pub id: RunId,
    /// What it looks for.
    pub kinds: Vec<ScanKind>,
    /// The tool; none: not stated.
    pub tool: Option<Untrusted>,
    /// What was scanned; none: not stated.
    pub target: Option<Stated>,
    /// The account of what was scanned.
    pub account: Option<Stated>,
    /// When it ran.
    pub captured: Captured,
    /// Components or operations it lists.
    pub components: u64,
    /// Where.
    pub place: Place,
}

/// What a run found.
#[derive(Debug, Clone)]
pub struct ScanFinding {
    /// The run that found it.
    pub run: RunId,
    /// What it is about.
    pub kind: ScanKind,
    /// Rule, check or vulnerability.
    pub rule: Untrusted,
    /// How bad it is.
    pub severity: ScanSeverity,
    /// What became of it.
    pub status: ScanStatus,
    /// What it was found in: target, package, resource.
    pub location: Untrusted,
    /// When it was first seen.
    pub first_seen: Option<Date>,
    /// Where.
    pub place: Place,
}

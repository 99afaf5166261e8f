//! What unpacking says: one code for each thing that was not read.

use crate::model::report::{Diagnostic, Severity};
use crate::model::text::Untrusted;

use super::super::diagnostics::{Notes, diagnostic};
use super::super::limits::Limits;
use super::super::stream::Hit;
use super::name::Refusal;

/// Characters of a name that a diagnostic shows.
const SHOWN: usize = 200;

/// Why unpacking ended before the archive did.
#[derive(Debug)]
pub(super) enum Stop {
    /// A limit of unpacking.
    Hit(Hit),
    /// More entries and folders than are allowed.
    Files,
    /// Longer names in all than are allowed.
    Names,
    /// The archive cannot be followed further; English fragment.
    Damaged(String),
    /// The temporary folder cannot be written: the one end that is not the archive's doing.
    Failed(std::io::Error),
}

/// Why one entry is not read.
#[derive(Debug)]
pub(super) enum Skipped {
    Name(Refusal),
    Twice,
    Conflict,
    Symlink,
    HardLink,
    Special,
    Sparse,
    Encrypted,
    Method(u16),
    Overlapping,
    OtherName,
    Damaged(String),
}

/// Notes that the entry called `name` is not read.
pub(super) fn skipped(notes: &mut Notes, name: &str, why: &Skipped) {
    let subject = Some(Untrusted::new(name).cut(SHOWN));
    notes.add(Diagnostic { subject, ..entry(why) });
}

fn entry(why: &Skipped) -> Diagnostic {
    let error = |code: &str, ja: &str, en: &str| diagnostic(Severity::Error, code, ja, en);
    match why {
        Skipped::Name(refusal) => unsafe_name(*refusal),
        Skipped::Twice => error(
            "same-name",
            "同じ名前(Unicode正規化NFCの後)の項目が複数あり、どれが正しいか分からないため、いずれも読みません。",
            "several entries have this name (after Unicode normalisation NFC) and none of them is read; pack again",
        ),
        Skipped::Conflict => error(
            "name-conflict",
            "同じ名前のファイルとフォルダーがあるなど、この名前では展開できないため読みません。",
            "cannot be unpacked under this name, which another entry needs or the system refuses; rename it",
        ),
        Skipped::Symlink => super::super::walk::symbolic_link(),
        Skipped::HardLink => error(
            "hard-link",
            "ハードリンクは読みません。ファイルそのものを格納してください(tar --hard-dereference)。",
            "a hard link is not followed; pack the file itself (tar --hard-dereference)",
        ),
        Skipped::Special => super::super::walk::special_file(),
        Skipped::Sparse => error(
            "sparse-file",
            "スパース形式の項目は読みません。通常のファイルとして格納してください。",
            "a sparse entry is not read; pack it as an ordinary file (without --sparse)",
        ),
        Skipped::Encrypted => error(
            "encrypted",
            "暗号化されているため読めません。パスワードなしで提出してください。",
            "encrypted and not read; hand it in without a password",
        ),
        Skipped::Method(method) => diagnostic(
            Severity::Error,
            "packing-method",
            format!(
                "圧縮方式{method}には対応していないため読めません。Deflateで圧縮してください。"
            ),
            format!("packed with method {method}, which is not read; use deflate"),
        ),
        Skipped::Overlapping => error(
            "overlapping",
            "アーカイブ内で他の項目とデータの範囲が重なっているため読みません。作成し直してください。",
            "its bytes overlap with another part of the archive and are not read; pack again",
        ),
        Skipped::OtherName => error(
            "other-name",
            "目録とデータの直前とで名前が違うため読みません。作成し直してください。",
            "the directory of the archive and its data give different names; not read: pack again",
        ),
        Skipped::Damaged(why) => damaged(why),
    }
}

fn unsafe_name(refusal: Refusal) -> Diagnostic {
    let (ja, en) = refusal.why();
    diagnostic(
        Severity::Error,
        "unsafe-name",
        format!("{ja}。読みませんでした。名前を変えて提出してください。"),
        format!("{en}; not read: rename the file and pack again"),
    )
}

fn damaged(why: &str) -> Diagnostic {
    diagnostic(
        Severity::Error,
        "archive-entry-damaged",
        format!("最後まで展開できないため読みません({why})。作成し直してください。"),
        format!("cannot be unpacked to its end and is not read ({why}); pack again"),
    )
}

/// What ended unpacking early; none if it was the temporary folder.
pub(super) fn stopped(stop: &Stop, limits: &Limits) -> Option<Diagnostic> {
    let (code, ja, en) = match stop {
        Stop::Hit(Hit::Ratio) => {
            let (ratio, free) = (limits.ratio, limits.free);
            (
                "unpacked-ratio",
                format!(
                    "アーカイブの展開後の大きさが圧縮時の{ratio}倍を超えたため、展開を中止しました({free}バイトまでは制限なし)。残りは読みません。フォルダーのまま提出してください。"
                ),
                format!(
                    "the archive unpacks to more than {ratio} times its size after the first {free} bytes; the rest was not read: hand in the folder"
                ),
            )
        }
        Stop::Hit(Hit::Total) => {
            let total = limits.total;
            (
                "unpacked-size",
                format!(
                    "アーカイブの展開後の大きさが{total}バイトを超えたため、展開を中止しました。残りは読みません。"
                ),
                format!("the archive unpacks to more than {total} bytes; the rest was not read"),
            )
        }
        Stop::Files => {
            let files = limits.files;
            (
                "too-many-files",
                format!("ファイルとフォルダーが{files}件を超えるため、残りは読みません。"),
                format!("more than {files} files and folders; the rest was not read"),
            )
        }
        Stop::Names => {
            let names = limits.names;
            (
                "names-too-long",
                format!("名前の長さの合計が{names}バイトを超えるため、残りは読みません。"),
                format!("the names are longer than {names} bytes in all; the rest was not read"),
            )
        }
        Stop::Damaged(why) => (
            "archive-damaged",
            format!(
                "アーカイブを最後まで読めません({why})。読めたファイルだけで判定します。作成し直してください。"
            ),
            format!(
                "the archive cannot be read to its end ({why}); what was read is judged: pack again"
            ),
        ),
        Stop::Failed(_) => return None,
    };
    Some(diagnostic(Severity::Error, code, ja, en))
}

/// Notes that the one top folder with the manifest is taken as the submission, and what lies beside it.
pub(super) fn top_folder(notes: &mut Notes, top: &str, beside: &[String]) {
    notes.about(
        top,
        diagnostic(
            Severity::Note,
            "top-folder",
            "アーカイブの最上位に submission.toml がないため、これを含むこのフォルダーを応募書類として読みます。",
            "submission.toml is not at the top of the archive; this folder, which holds it, is read as the submission",
        ),
    );
    for name in beside {
        let outside = diagnostic(
            Severity::Warning,
            "outside-folder",
            "submission.toml のあるフォルダーの外にあるため読みません。",
            "lies beside the folder that holds submission.toml and is not read",
        );
        let subject = Some(Untrusted::new(name.as_str()).cut(SHOWN));
        notes.add(Diagnostic { subject, ..outside });
    }
}

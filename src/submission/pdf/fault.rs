//! Why a PDF file gives no text that could be relied on.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A file whose text is unknown. It says nothing about what the document contains.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum PdfFault {
    /// Encrypted, and the empty user password does not open it.
    #[error("the PDF opens only with a password; hand it in without one")]
    PasswordNeeded,
    /// No PDF, damaged, truncated, or encrypted in a way that is not supported.
    #[error("not readable as PDF: damaged, truncated or of another format; export it again")]
    Invalid,
    /// No character is shown on any page.
    #[error("the PDF has no text layer ({images} images); hand in the original instead of a scan")]
    NoTextLayer {
        /// Images drawn in the file.
        images: usize,
    },
    /// More than a fifth of the characters have no Unicode value.
    #[error(
        "the fonts of the PDF give no characters for {unmapped} of {glyphs} glyphs; export it with Unicode text"
    )]
    Unmappable {
        /// Glyphs without a Unicode value.
        unmapped: usize,
        /// All glyphs shown.
        glyphs: usize,
    },
    /// Text is missing because a limit was reached or a part could not be read.
    #[error("the PDF was not read to its end: {what}")]
    Cut {
        /// What stopped the reading.
        what: CutReason,
    },
}

/// What kept the decoder from reading a file to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "kebab-case", deny_unknown_fields)]
pub enum CutReason {
    /// The file is larger than the limit.
    #[error("the file has more than {limit} bytes")]
    Bytes {
        /// Bytes allowed.
        limit: u64,
    },
    /// More pages than the limit.
    #[error("more than {limit} pages")]
    Pages {
        /// Pages allowed.
        limit: usize,
    },
    /// The page tree promises more pages than can be found.
    #[error("{found} of {declared} pages can be found")]
    MissingPages {
        /// Pages that can be found.
        found: usize,
        /// Pages that the page tree promises.
        declared: usize,
    },
    /// A content stream that cannot be decoded, or that hides text behind a syntax error.
    #[error("the content of page {page} is damaged")]
    Contents {
        /// Number of the page, from 1.
        page: usize,
    },
    /// More decoded content on one page than the limit.
    #[error("more than {limit} bytes of content on one page")]
    ContentBytes {
        /// Decoded bytes allowed.
        limit: usize,
    },
    /// More characters, on one page or in all, than the limit.
    #[error("more than {limit} characters")]
    Glyphs {
        /// Characters allowed.
        limit: usize,
    },
    /// More drawing operators than the limit.
    #[error("more than {limit} operators")]
    Operators {
        /// Operators allowed.
        limit: u64,
    },
    /// More forms drawn than the limit.
    #[error("more than {limit} forms")]
    Forms {
        /// Forms allowed.
        limit: u32,
    },
    /// Forms within forms, deeper than the limit.
    #[error("forms nested deeper than {limit}")]
    FormDepth {
        /// Depth allowed.
        limit: u32,
    },
    /// More text than the limit.
    #[error("more than {limit} bytes of text")]
    TextBytes {
        /// Bytes allowed.
        limit: usize,
    },
}

impl PdfFault {
    /// The same sentence in Japanese.
    pub fn ja(&self) -> String {
        match self {
            Self::PasswordNeeded => {
                "PDFを開くためにパスワードが必要です。パスワードを解除して提出してください。".into()
            }
            Self::Invalid => {
                "PDFとして読み取れません(破損、途中で切れたファイル又は別の形式)。出力し直してください。".into()
            }
            Self::NoTextLayer { images } => format!(
                "PDFに文字情報がありません(画像{images}点)。スキャン画像ではなく、元の文書から出力したPDFを提出してください。"
            ),
            Self::Unmappable { unmapped, glyphs } => format!(
                "PDFのフォントから文字を特定できません({glyphs}字中{unmapped}字)。文字情報を含む形式で出力し直してください。"
            ),
            Self::Cut { what } => format!("PDFを最後まで読み取れませんでした({})。", what.ja()),
        }
    }
}

impl CutReason {
    /// The same phrase in Japanese.
    fn ja(&self) -> String {
        match self {
            Self::Bytes { limit } => format!("ファイルが{limit}バイトを超えています"),
            Self::Pages { limit } => format!("{limit}ページを超えています"),
            Self::MissingPages { found, declared } => {
                format!("{declared}ページ中{found}ページしか見付かりません")
            }
            Self::Contents { page } => format!("{page}ページの内容が破損しています"),
            Self::ContentBytes { limit } => {
                format!("1ページの内容が{limit}バイトを超えています")
            }
            Self::Glyphs { limit } => format!("文字数が{limit}字を超えています"),
            Self::Operators { limit } => format!("描画命令が{limit}個を超えています"),
            Self::Forms { limit } => format!("フォームの描画が{limit}回を超えています"),
            Self::FormDepth { limit } => format!("フォームの入れ子が{limit}段を超えています"),
            Self::TextBytes { limit } => format!("本文が{limit}バイトを超えています"),
        }
    }
}

impl From<CutReason> for PdfFault {
    fn from(what: CutReason) -> Self {
        Self::Cut { what }
    }
}

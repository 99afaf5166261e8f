//! Why a worker gave no text.

use std::io;

use thiserror::Error;

use crate::submission::pdf::PdfFault;

/// What went wrong between the parent, the worker and the file.
#[derive(Debug, Error)]
pub enum WorkerFault {
    /// The worker read the file and says why it has no text.
    #[error(transparent)]
    Pdf(#[from] PdfFault),
    /// The worker ended without an answer. Limits of memory and time depend on the machine.
    #[error("the decoder was stopped: {how}; hand in a simpler or smaller file")]
    Stopped {
        /// What is known about the end.
        how: Stop,
    },
    /// The answer is longer than allowed or is none.
    #[error("the decoder gave no usable answer; hand in a simpler or smaller file")]
    Answer,
    /// The file could not be read to its end.
    #[error("the file could not be read: {0}")]
    Input(#[source] io::Error),
    /// The worker could not be started; this is no fault of the file.
    #[error("the decoder could not be started: {0}")]
    Start(#[source] io::Error),
}

/// How a worker ended that gave no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Stop {
    /// It used up its memory or processor time, or crashed; the system does not say which.
    #[error("memory, time or crash")]
    Died,
    /// It was still running when the time of the parent was over.
    #[error("time")]
    Overdue,
}

impl WorkerFault {
    /// The same sentence in Japanese.
    pub fn ja(&self) -> String {
        match self {
            Self::Pdf(fault) => fault.ja(),
            Self::Stopped { how: Stop::Died } => {
                "読み取り処理が停止しました(メモリ若しくは時間の上限超過又は異常終了)。より単純な、又は小さいファイルで提出してください。".into()
            }
            Self::Stopped { how: Stop::Overdue } => {
                "読み取り処理が時間の上限を超えたため停止しました。より単純な、又は小さいファイルで提出してください。".into()
            }
            Self::Answer => {
                "読み取り処理の結果を利用できません。より単純な、又は小さいファイルで提出してください。".into()
            }
            Self::Input(error) => format!("ファイルを読み取れません: {error}"),
            Self::Start(error) => format!("読み取り処理を開始できません: {error}"),
        }
    }
}

//! Kinds of documents, certificates and deliveries a submission declares.

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal, $ja:literal, $en:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $word)] $variant,)+ }

        impl $name {
            /// Every value in the order of the documentation.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The word in files and machine formats.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The word for people.
            pub const fn title(self) -> $crate::model::text::Bilingual {
                match self { $(Self::$variant => $crate::model::text::Bilingual { ja: $ja, en: $en },)+ }
            }

            /// The value written `word`.
            pub fn find(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.id() == word)
            }
        }
    };
}
pub(crate) use words;

words! {
    /// Kind of a document, declared in the manifest; an undeclared one is [`DocumentKind::Other`].
    DocumentKind {
        /// Terms of the contract.
        ContractTerms = "contract-terms", "契約約款", "contract terms";
        /// What a service is and does.
        ServiceSpecification = "service-specification", "サービス仕様書", "service specification";
        /// Which service keeps data where.
        DataLocation = "data-location", "データ所在地一覧", "data-location list";
        /// Security measures.
        SecurityWhitepaper = "security-whitepaper", "セキュリティ説明書", "security white paper";
        /// Report of an independent auditor.
        AuditReport = "audit-report", "監査報告書", "audit report";
        /// An internal procedure.
        Procedure = "procedure", "手順書", "procedure";
        /// Business continuity plan.
        ContinuityPlan = "continuity-plan", "事業継続計画", "continuity plan";
        /// Support policy.
        SupportPolicy = "support-policy", "サポート方針", "support policy";
        /// Price list.
        PriceList = "price-list", "料金表", "price list";
        /// A signed declaration.
        Declaration = "declaration", "誓約書", "declaration";
        /// Extract of the ISMAP cloud service list.
        IsmapListExtract = "ismap-list-extract", "ISMAPクラウドサービスリスト抜粋", "ISMAP list extract";
        /// A certificate.
        Certificate = "certificate", "認証書", "certificate";
        /// Anything else.
        Other = "other", "その他", "other";
    }
}

words! {
    /// Standard a certificate or registration is about.
    Standard {
        /// ISMAP cloud service list.
        Ismap = "ismap", "ISMAPの登録", "ISMAP registration";
        /// ISO/IEC 27001.
        Iso27001 = "iso27001", "ISO/IEC 27001認証", "ISO/IEC 27001 certificate";
        /// ISO/IEC 27017.
        Iso27017 = "iso27017", "ISO/IEC 27017認証", "ISO/IEC 27017 certificate";
        /// ISO/IEC 27018.
        Iso27018 = "iso27018", "ISO/IEC 27018認証", "ISO/IEC 27018 certificate";
        /// SOC 2 type 1 report.
        Soc2Type1 = "soc2-type1", "SOC 2 Type 1報告書", "SOC 2 type 1 report";
        /// SOC 2 type 2 report.
        Soc2Type2 = "soc2-type2", "SOC 2 Type 2報告書", "SOC 2 type 2 report";
    }
}

words! {
    /// Who delivers what fulfils a requirement, ordered from best to worst.
    Delivery {
        /// The bidder himself.
        Own = "own", "自社", "own";
        /// Another participant of a joint bid.
        Joint = "joint", "共同", "joint";
        /// A third party's product.
        ThirdParty = "third_party", "他社製品", "third party";
    }
}

words! {
    /// Status of a service entry.
    ServiceStatus {
        /// Generally available.
        Ga = "ga", "提供中", "generally available";
        /// Preview.
        Preview = "preview", "試験提供", "preview";
        /// Planned.
        Planned = "planned", "提供予定", "planned";
        /// Retired.
        Retired = "retired", "提供終了", "retired";
    }
}

words! {
    /// The bidder's answer to one requirement.
    AnswerStatus {
        /// Claims to meet it.
        Met = "met", "対応済", "met";
        /// Plans to meet it.
        Planned = "planned", "対応予定", "planned";
        /// Says it is not met.
        NotMet = "not_met", "未対応", "not met";
        /// Says it does not apply.
        NotApplicable = "na", "対象外", "not applicable";
    }
}

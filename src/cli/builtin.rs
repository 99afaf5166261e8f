//! The embedded catalogue, profiles and mappings. A test compares the lists with the folders.

/// Files of the fiscal-2022 catalogue.
pub(crate) const FY2022: &[(&str, &str)] = &[
    (
        "requirements/fy2022/catalogue.yaml",
        include_str!("../../requirements/fy2022/catalogue.yaml"),
    ),
    ("requirements/fy2022/elg.yaml", include_str!("../../requirements/fy2022/elg.yaml")),
    ("requirements/fy2022/enc.yaml", include_str!("../../requirements/fy2022/enc.yaml")),
    ("requirements/fy2022/iam.yaml", include_str!("../../requirements/fy2022/iam.yaml")),
    ("requirements/fy2022/log.yaml", include_str!("../../requirements/fy2022/log.yaml")),
    ("requirements/fy2022/res.yaml", include_str!("../../requirements/fy2022/res.yaml")),
    ("requirements/fy2022/sto.yaml", include_str!("../../requirements/fy2022/sto.yaml")),
];

/// The structure of the fiscal-2026 call; its requirements are not public.
pub(crate) const FY2026: &[(&str, &str)] = &[(
    "requirements/fy2026/catalogue.yaml",
    include_str!("../../requirements/fy2026/catalogue.yaml"),
)];

/// Catalogues by id.
pub(crate) const CATALOGUES: &[(&str, &[(&str, &str)])] = &[("fy2022", FY2022), ("fy2026", FY2026)];

/// Profiles by id.
pub(crate) const PROFILES: &[(&str, &str)] = &[
    ("fy2022", include_str!("../../profiles/fy2022.toml")),
    ("fy2023", include_str!("../../profiles/fy2023.toml")),
    ("fy2026", include_str!("../../profiles/fy2026.toml")),
];

/// Mappings by provider.
pub(crate) const MAPPINGS: &[(&str, &str)] = &[
    ("aws", include_str!("../../profiles/providers/aws.toml")),
    ("sakura", include_str!("../../profiles/providers/sakura.toml")),
];

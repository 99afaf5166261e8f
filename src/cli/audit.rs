//! `sekisho audit`: open, plan, read, judge, render, gate.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::assess::{Case, Gate, Held, PlanInput, judge, plan, run};
use crate::load;
use crate::model::catalogue::Catalogue;
use crate::model::judgement::{Disposition, DispositionKind, ReviewRecord};
use crate::model::manifest::Manifest;
use crate::model::mapping::Mapping;
use crate::model::place::{FileId, Place};
use crate::model::profile::Profile;
use crate::model::report::{
    AsOf, AsOfSource, ChosenBy, Diagnostic, FileResult, GapReport, Severity, SubmissionRef,
};
use crate::model::text::{Lang, LocalText};
use crate::render::{Format, RenderOptions};
use crate::submission::{ArtifactResult, Limits, Reading, Submission, open};

use super::args::AuditArgs;
use super::builtin::PROFILES;
use super::context::Context;
use super::exit::ExitStatus;
use super::failure::Failure;
use super::output;
use super::stock::Stock;

/// Name of the manifest.
const MANIFEST: &str = "submission.toml";

/// Runs the command.
pub(crate) fn audit(args: &AuditArgs, context: &Context) -> Result<ExitStatus, Failure> {
    let gates = Gate::parse(&args.fail_on)?;
    let outputs = outputs(args)?;
    outputs.iter().try_for_each(|(_, path)| output::check(path))?;
    let report = report(args, context)?;
    for (format, path) in &outputs {
        let to_terminal = path == Path::new("-");
        let options = RenderOptions {
            lang: if format.is_text() {
                context.lang
            } else {
                context.chosen_lang.unwrap_or(Lang::Ja)
            },
            color: context.color && to_terminal,
            columns: context.columns.filter(|_| to_terminal).unwrap_or(80),
            quiet: context.quiet,
        };
        output::write(path, &(format.render)(&report, &options))?;
    }
    super::diagnose::report(&report, context);
    Ok(match (Gate::hold(&gates, &report), report.incomplete) {
        (Held::No, _) => ExitStatus::Failure,
        (Held::Yes, true) if gates != [Gate::Never] => ExitStatus::Incomplete,
        (Held::Yes, _) => ExitStatus::Success,
    })
}

fn report(args: &AuditArgs, context: &Context) -> Result<GapReport, Failure> {
    let limits = Limits::default();
    let path = args.submission.display().to_string();
    let submission =
        open(&args.submission, &limits).map_err(|source| Failure::Submission { path, source })?;
    let mut stock = Stock::default();
    let (manifest, mut diagnostics) = manifest(&submission, &mut stock);
    let Papers { profile, chosen_by, catalogue, mappings, reviews, dispositions } =
        papers(args, &manifest, &mut stock, context)?;
    diagnostics.extend(unmapped(&named_providers(&manifest), &mappings));
    let as_of = as_of(args, &profile, context)?;
    let regions = declared_regions(&manifest);
    let input = PlanInput {
        catalogue: &catalogue,
        profile: &profile,
        as_of: as_of.date,
        mappings: &mappings,
        only: &args.only,
        regions: &regions,
        child: None,
    };
    let (plan, defects) = plan(input);
    stock.defects.extend(defects);
    if !stock.defects.is_empty() {
        return Err(stock.defective(context));
    }
    let reading = Reading {
        manifest: &manifest,
        mappings: &mappings,
        wanted: &plan.wanted,
        worker: context.program.as_deref(),
        limits: &limits,
    };
    let jobs = args.jobs.unwrap_or(context.threads).max(1);
    let evidence = run(&plan, &submission, &reading, jobs);
    diagnostics.extend(submission.diagnostics.iter().cloned());
    diagnostics.extend(evidence.files.iter().flat_map(|file| file.diagnostics.iter().cloned()));
    let incomplete = submission.diagnostics.iter().any(|met| met.severity == Severity::Error)
        || evidence.files.iter().any(|file| file.incomplete);
    let case = Case {
        manifest_place: rank_of(&submission, MANIFEST).map(Place::file),
        submission: reference(&submission, &manifest, &evidence.files),
        manifest: &manifest,
        reviews: &reviews,
        dispositions: &dispositions,
        as_of,
        chosen_by,
        tool_version: env!("CARGO_PKG_VERSION"),
        diagnostics,
        incomplete,
    };
    Ok(judge(&plan, evidence, case))
}

/// What a submission is judged by, loaded.
struct Papers {
    profile: Profile,
    chosen_by: ChosenBy,
    catalogue: Catalogue,
    mappings: BTreeMap<String, Mapping>,
    reviews: Vec<ReviewRecord>,
    dispositions: Vec<Disposition>,
}

fn papers(
    args: &AuditArgs,
    manifest: &Manifest,
    stock: &mut Stock,
    context: &Context,
) -> Result<Papers, Failure> {
    let (profile_id, chosen_by) = chosen_profile(args, manifest);
    let profile = stock.profile(&profile_id)?;
    let own = profile.as_ref().map(|profile| profile.catalogue.clone());
    let edition = args.catalogue.clone().or(own);
    let catalogue = stock.catalogue(edition.as_deref().unwrap_or("fy2022"))?;
    let mappings = stock.mappings(Some(&named_providers(manifest)));
    let (reviews, dispositions) = judgements(args, stock)?;
    let (Some(profile), Some(catalogue)) = (profile, catalogue) else {
        return Err(stock.defective(context));
    };
    stock.defects.extend(load::references(&profile, &catalogue));
    if catalogue.requirements().next().is_none() {
        let help = profile.reason.as_ref().map(|reason| reason.get(context.lang).to_owned());
        let help = help.unwrap_or_else(|| catalogue.disclaimer.get(context.lang).to_owned());
        return Err(Failure::NoRequirements { catalogue: catalogue.id, help });
    }
    unknown_only(args, &catalogue)?;
    waivers_allowed(&profile, &dispositions)?;
    Ok(Papers { profile, chosen_by, catalogue, mappings, reviews, dispositions })
}

/// Report formats with their outputs: the i-th format goes with the i-th output; an output alone says its format.
fn outputs(args: &AuditArgs) -> Result<Vec<(&'static Format, PathBuf)>, Failure> {
    let find = |id: &String| {
        let known: Vec<_> = crate::render::FORMATS.iter().map(|format| format.id).collect();
        Format::find(id).ok_or_else(|| {
            Failure::usage(format!("unknown format `{id}`"), format!("known: {}", known.join(", ")))
        })
    };
    let formats = args.format.iter().map(find).collect::<Result<Vec<_>, _>>()?;
    if args.output.is_empty() {
        let formats = if formats.is_empty() { vec![&crate::render::FORMATS[0]] } else { formats };
        if formats.len() > 1 {
            return Err(Failure::usage(
                "several formats need as many outputs",
                "give one --output for each --format",
            ));
        }
        return Ok(formats.into_iter().map(|format| (format, PathBuf::from("-"))).collect());
    }
    if !formats.is_empty() && formats.len() != args.output.len() {
        return Err(Failure::usage(
            "as many formats as outputs are needed",
            "give one --output for each --format",
        ));
    }
    let paired = args.output.iter().enumerate().map(|(at, path)| match formats.get(at) {
        Some(format) if format.fits(path) => Ok((*format, path.clone())),
        Some(format) => Err(Failure::usage(
            format!("{} does not end like format `{}`", path.display(), format.id),
            format!("name it *.{}, or change --format", format.extension),
        )),
        None => match Format::by_extension(path) {
            Some(format) => Ok((format, path.clone())),
            None => Err(Failure::usage(
                format!("no format is known for {}", path.display()),
                "add --format",
            )),
        },
    });
    paired.collect()
}

/// The manifest; a missing or malformed one is a diagnostic, never a failure.
fn manifest(submission: &Submission, stock: &mut Stock) -> (Manifest, Vec<Diagnostic>) {
    let place = rank_of(submission, MANIFEST);
    let text = submission.manifest_text();
    let (Some(file), Some(text)) = (place, text) else {
        let message = LocalText::new(
            "submission.toml がないか、読めません。範囲(scope)が分からないため、母集団はすべて開いたままです",
            "submission.toml is missing or unreadable: without its scope every population stays open",
        );
        let missing = Diagnostic {
            severity: Severity::Warning,
            code: "manifest-missing".into(),
            message,
            subject: None,
            place: place.map(Place::file),
        };
        return (Manifest::default(), vec![missing]);
    };
    let (manifest, defects) = load::manifest(MANIFEST, &text, &mut stock.sources);
    let diagnostics = defects
        .iter()
        .map(|defect| load::manifest_diagnostic(defect, &stock.sources, file))
        .collect();
    (manifest, diagnostics)
}

fn chosen_profile(args: &AuditArgs, manifest: &Manifest) -> (String, ChosenBy) {
    let built_in = |id: &&String| PROFILES.iter().any(|(known, _)| known == id);
    match (&args.profile, manifest.profile.as_ref().filter(built_in)) {
        (Some(id), _) => (id.clone(), ChosenBy::CommandLine),
        (None, Some(id)) => (id.clone(), ChosenBy::Submission),
        (None, None) => ("fy2022".into(), ChosenBy::Default),
    }
}

fn as_of(args: &AuditArgs, profile: &Profile, context: &Context) -> Result<AsOf, Failure> {
    let not_a_date = |_| Failure::usage("--as-of is not a date", "write YYYY-MM-DD or today");
    match args.as_of.as_deref() {
        Some("today") => Ok(AsOf { date: context.today, from: AsOfSource::CommandLine }),
        Some(text) => {
            let date: Date = text.parse().map_err(not_a_date)?;
            Ok(AsOf { date, from: AsOfSource::CommandLine })
        }
        None => Ok(match profile.as_of {
            Some(date) => AsOf { date, from: AsOfSource::Profile },
            None => AsOf { date: context.today, from: AsOfSource::Today },
        }),
    }
}

/// Providers that submission, participants, products and scope name.
fn named_providers(manifest: &Manifest) -> Vec<String> {
    let companies = manifest.participants.iter().filter_map(|company| company.provider.clone());
    let products = manifest.products.iter().filter_map(|product| product.provider.clone());
    let scope = manifest.scope.iter().map(|entry| entry.provider.clone());
    let all: BTreeSet<String> = manifest
        .provider
        .clone()
        .into_iter()
        .chain(companies)
        .chain(products)
        .chain(scope)
        .collect();
    all.into_iter().collect()
}

fn unmapped(named: &[String], mappings: &BTreeMap<String, Mapping>) -> Vec<Diagnostic> {
    let unknown = named.iter().filter(|provider| !mappings.contains_key(*provider));
    unknown
        .map(|provider| Diagnostic {
            severity: Severity::Warning,
            code: "provider-without-mapping".into(),
            message: LocalText::new(
                "この事業者の事業者マッピングがありません。出力ファイルは読めません",
                "no mapping for this provider: its exports cannot be read",
            ),
            subject: Some(crate::model::text::Untrusted::new(provider.as_str())),
            place: None,
        })
        .collect()
}

fn declared_regions(manifest: &Manifest) -> Vec<String> {
    let all: BTreeSet<String> = manifest
        .scope
        .iter()
        .flat_map(|entry| &entry.regions)
        .map(|region| region.to_lowercase())
        .collect();
    all.into_iter().collect()
}

fn judgements(
    args: &AuditArgs,
    stock: &mut Stock,
) -> Result<(Vec<ReviewRecord>, Vec<Disposition>), Failure> {
    let read = |path: &PathBuf| {
        std::fs::read_to_string(path)
            .map(|text| (path.display().to_string(), text))
            .map_err(|source| Failure::Unreadable { path: path.display().to_string(), source })
    };
    let mut reviews = Vec::new();
    for path in &args.reviews {
        let (name, text) = read(path)?;
        let (records, defects) = load::reviews(&name, &text, &mut stock.sources);
        reviews.extend(records);
        stock.defects.extend(defects);
    }
    let mut dispositions = Vec::new();
    if let Some(path) = &args.dispositions {
        let (name, text) = read(path)?;
        let (records, defects) = load::dispositions(&name, &text, &mut stock.sources);
        dispositions.extend(records);
        stock.defects.extend(defects);
    }
    Ok((reviews, dispositions))
}

fn waivers_allowed(profile: &Profile, dispositions: &[Disposition]) -> Result<(), Failure> {
    let waiver = dispositions.iter().find(|one| one.kind == DispositionKind::Waiver);
    match waiver {
        Some(one) if !profile.waivers => Err(Failure::usage(
            format!(
                "profile `{}` accepts no waivers, but {} has one",
                profile.id, one.requirement.value
            ),
            "take the waiver out, or judge under a profile with `waivers = true`",
        )),
        Some(_) | None => Ok(()),
    }
}

fn unknown_only(args: &AuditArgs, catalogue: &Catalogue) -> Result<(), Failure> {
    use crate::model::profile::covers;
    let known = |entry: &&String| catalogue.requirements().any(|one| covers(entry, &one.id.value));
    match args.only.iter().find(|entry| !known(entry)) {
        None => Ok(()),
        Some(entry) => Err(Failure::usage(
            format!(
                "--only {entry} names no section or requirement of catalogue `{}`",
                catalogue.id
            ),
            "`sekisho catalogue list` shows them",
        )),
    }
}

fn rank_of(submission: &Submission, name: &str) -> Option<FileId> {
    let rank = submission.artifacts.iter().position(|artifact| artifact.name().raw() == name)?;
    u32::try_from(rank).ok().map(FileId)
}

fn reference(
    submission: &Submission,
    manifest: &Manifest,
    files: &[ArtifactResult],
) -> SubmissionRef {
    let results: Vec<FileResult> = submission
        .artifacts
        .iter()
        .zip(files)
        .map(|(artifact, result)| FileResult {
            path: artifact.name(),
            bytes: result.bytes,
            sha256: result.sha256.clone(),
            kind: result.kind.clone(),
            records: result.records,
            rejected: result.rejected.clone(),
        })
        .collect();
    SubmissionRef {
        provider: manifest.provider.clone(),
        name_ja: manifest.name_ja.clone(),
        name_en: manifest.name_en.clone(),
        digest: submission_digest(&results),
        files: results,
    }
}

/// SHA-256 of the sorted lines `path NUL sha256`: equal for a folder and its archive.
fn submission_digest(files: &[FileResult]) -> String {
    let mut lines: Vec<String> =
        files.iter().map(|file| format!("{}\0{}\n", file.path.raw(), file.sha256)).collect();
    lines.sort_unstable();
    hex::lower::encode_string(&Sha256::digest(lines.concat()))
}

//! `create --yes`: one request, and a look for the client if its answer is lost.

use std::collections::BTreeSet;

use serde_json::json;

use super::earlier::{ANOTHER, ids};
use super::out::{as_json, object, print, say};
use super::{Failure, Given, LEFT_OUT_SECRET, Run, printable};
use crate::app_client::{
    AppClientSpec, ClientSecret, Column, Context, Draft, FieldId, Problem, SecretChoice, Settings, Severity, UserPool,
    UserPoolId, attribute_names, copy_of, rules,
};
use crate::cli::CreateArgs;
use crate::cognito::{Candidate, Cognito, Created, Looked, ServiceError};
use crate::receipts;
use crate::secret_file::Reserved;
use crate::submit::{self, Submitted};

/// What is to be sent, and what was said of it.
struct Plan {
    draft: Draft,
    spec: AppClientSpec,
    warnings: Vec<Problem>,
    /// IDs of the pool's clients, if all of them were listed.
    before: Option<BTreeSet<String>>,
}

pub(super) async fn run(run: &Run<'_>, args: &CreateArgs, given: &Given) -> Result<(), Failure> {
    let pool = run.pool(given.pool.as_ref())?;
    if args.from.is_none() {
        let draft = given.answers.draft()?;
        check_alone(&draft)?;
        check_save(args, &draft)?;
    }
    let cognito = run.connect(&pool).await?;
    let plan = plan(run, &cognito, args, given, &pool).await?;
    run.out.problems(&plan.warnings);
    if run.options.dry_run {
        return dry_run(&cognito, &plan.spec).await;
    }
    if !args.write.yes {
        return Err(Failure::not_sent("create it"));
    }
    if args.create_another {
        run.forget_earlier(&plan.spec).await;
    } else {
        run.look_for_earlier(&cognito, &plan.spec).await?;
    }
    let file = args.save_secret.as_deref().map(Reserved::new).transpose().map_err(not_reserved)?;
    send(run, &cognito, &plan, file).await
}

/// A file for a secret could not be made.
pub(super) fn not_reserved(text: String) -> Failure {
    Failure::Usage(vec![(Some("save-secret"), text)])
}

/// What is wrong whatever the pool says, before anything is asked of anybody.
fn check_alone(draft: &Draft) -> Result<(), Failure> {
    let mut problems = rules::check(draft, &Context::default());
    problems.retain(|problem| problem.severity == Severity::Error && problem.field != FieldId::AttributeMode);
    if problems.is_empty() { Ok(()) } else { Err(problems.into()) }
}

fn check_save(args: &CreateArgs, draft: &Draft) -> Result<(), Failure> {
    if args.save_secret.is_some() && draft.secret() != SecretChoice::Generate {
        return Err(not_reserved("no secret is generated. Add --generate-secret, or leave this out.".to_owned()));
    }
    Ok(())
}

async fn plan(
    run: &Run<'_>,
    cognito: &Cognito,
    args: &CreateArgs,
    given: &Given,
    pool: &UserPoolId,
) -> Result<Plan, Failure> {
    let (mut draft, before) = match &args.from {
        Some(id) => copy(run, cognito, pool, id, given).await?,
        None => (given.answers.draft()?, Settings::default()),
    };
    check_save(args, &draft)?;
    let (details, listed) = tokio::join!(run.pool_for_rules(cognito, pool), run.clients(cognito, pool));
    let (details, listed) = (details?, listed.ok());
    if let Some(details) = &details {
        check_lists(args, given, &draft, &before, details)?;
        draft.attributes.offer(&details.attributes);
    }
    let context =
        Context { pool: details.as_ref(), clients: listed.as_deref().unwrap_or_default(), ..Context::default() };
    let spec = rules::resolve(&draft, pool, &context)?;
    let warnings = rules::check(&draft, &context);
    let before = listed.map(|clients| clients.into_iter().map(|client| client.id).collect());
    Ok(Plan { draft, spec, warnings, before })
}

/// Lists of attributes name what the pool has, and all that it wants to be writable.
fn check_lists(
    args: &CreateArgs,
    given: &Given,
    draft: &Draft,
    before: &Settings,
    pool: &UserPool,
) -> Result<(), Failure> {
    let wrong = given.answers.check_lists(draft, before, &pool.attributes);
    if !wrong.is_empty() {
        return Err(wrong.into());
    }
    if args.input.is_none() {
        return Ok(());
    }
    let lists = Column::ALL.into_iter().filter(|column| !draft.attributes.list(*column).is_empty());
    let of_input = lists.flat_map(|column| {
        let problems = attribute_names::problems(draft.attributes.list(column), &[], column, &pool.attributes);
        problems.into_iter().map(move |text| (Some("input"), format!("{}: {text}", column.member())))
    });
    let problems: Vec<_> = of_input.collect();
    if problems.is_empty() { Ok(()) } else { Err(Failure::Usage(problems)) }
}

/// The answers of a copy, with what was given over them; and what its source has.
async fn copy(
    run: &Run<'_>,
    cognito: &Cognito,
    pool: &UserPoolId,
    id: &str,
    given: &Given,
) -> Result<(Draft, Settings), Failure> {
    let source = run.client(cognito, pool, id).await?;
    let has_secret = run.has_secret(cognito, &source).await;
    let mut draft = copy_of(&source, has_secret.unwrap_or_default());
    given.answers.apply(&mut draft)?;
    if has_secret.is_none() && !given.answers.fields().any(secret_is_said) {
        let text = format!("It is not known if {id} has a secret. Say what the copy gets: --secret none or generate.");
        return Err(Failure::Usage(vec![(Some("from"), text)]));
    }
    Ok((draft, source.settings))
}

const fn secret_is_said(field: FieldId) -> bool {
    matches!(field, FieldId::ClientSecret | FieldId::OwnSecret)
}

async fn dry_run(cognito: &Cognito, spec: &AppClientSpec) -> Result<(), Failure> {
    print(&printable(&cognito.request_json(spec).await?))?;
    if matches!(spec.secret(), ClientSecret::Own(_)) {
        say(LEFT_OUT_SECRET);
    }
    Ok(())
}

/// Sends the request: the one place that does.
async fn send(run: &Run<'_>, cognito: &Cognito, plan: &Plan, file: Option<Reserved>) -> Result<(), Failure> {
    let spec = &plan.spec;
    let is_written = run.write_down(cognito, &plan.draft, spec, plan.before.clone()).await;
    run.sending(format!(
        "Stopped before an answer came: the app client {} may exist. {}",
        spec.name(),
        look(run, spec.pool())
    ));
    let submitted = submit::create(cognito, spec, plan.before.clone(), |told| run.out.note(told)).await;
    if let Submitted::Created(created) = &submitted {
        receipts::add(&created.client_id);
    }
    run.answered();
    match submitted {
        Submitted::Created(created) => {
            run.settled();
            tell(run, plan, &created, file)
        }
        Submitted::Refused(error) => {
            run.settled();
            Err(error.into())
        }
        Submitted::NotKnown(error, looked) => match looked.as_ref().ok().and_then(the_one) {
            Some(found) => {
                run.out.note(&format!("{} The app client was found: all that was asked for.", error.sentence));
                receipts::add(&found.client_id);
                run.settled();
                let (client_id, secret) = (found.client_id.clone(), found.secret.clone());
                tell(run, plan, &Created { client_id, secret, differences: Vec::new() }, file)
            }
            None => Err(not_known(run, spec, &error, looked, is_written)),
        },
    }
}

/// The only client that was not there before and is in every setting what was asked for.
fn the_one(looked: &Looked) -> Option<&Candidate> {
    let is_it = |candidate: &&Candidate| candidate.differences.as_ref().is_some_and(Vec::is_empty);
    match looked.candidates.as_slice() {
        [only] if looked.more == 0 => Some(only).filter(is_it),
        [] | [..] => None,
    }
}

fn look(run: &Run<'_>, pool: &UserPoolId) -> String {
    format!("To look: cognito-console list --user-pool-id {pool}{} --output text", run.session_flags())
}

fn tell(run: &Run<'_>, plan: &Plan, created: &Created, file: Option<Reserved>) -> Result<(), Failure> {
    let (spec, id) = (&plan.spec, created.client_id.as_str());
    for difference in &created.differences {
        let (setting, asked, got) = (difference.setting, &difference.asked, &difference.got);
        run.out.note(&format!("Warning: {setting} is not what was asked: {got} instead of {asked}."));
    }
    let saved = save(run, spec, created, file);
    if run.out.is_json {
        let difference = |d: &crate::app_client::compare::Difference| json!({ "Setting": d.setting, "Asked": d.asked, "Got": d.got });
        let result = object(json!({
            "ClientId": id,
            "UserPoolId": spec.pool().as_str(),
            "ClientName": spec.name(),
            "HasSecret": !matches!(spec.secret(), ClientSecret::None),
            "SecretFile": saved.as_ref().ok(),
            "Warnings": as_json(&plan.warnings),
            "Differences": created.differences.iter().map(difference).collect::<Vec<_>>(),
        }));
        run.out.result(&[], &result)?;
        receipts::told(id);
    }
    saved.map(drop)
}

/// Where the generated secret is now.
fn save(
    run: &Run<'_>,
    spec: &AppClientSpec,
    created: &Created,
    file: Option<Reserved>,
) -> Result<Option<String>, Failure> {
    if !matches!(spec.secret(), ClientSecret::Generated) {
        return Ok(None);
    }
    let show = run.show_command(spec.pool(), &created.client_id);
    let how = format!("To write it to a file that only you can read: {show} --save-secret FILE");
    let Some(file) = file else {
        run.out.note(&format!("The app client has a secret, which is not printed. {how}"));
        return Ok(None);
    };
    let Some(secret) = &created.secret else {
        let text = "The app client was created, but the answer has no secret.".to_owned();
        return Err(Failure::Told("Other", text, how));
    };
    match file.fill(secret) {
        Ok(path) => {
            run.out.note(&format!("The secret is in {path}."));
            Ok(Some(path))
        }
        Err(error) => Err(Failure::Told("Output", format!("The app client was created. {error}"), how)),
    }
}

/// Says what is so; a client that is found is only told of, because nobody knows who made it.
fn not_known(
    run: &Run<'_>,
    spec: &AppClientSpec,
    error: &ServiceError,
    looked: Result<Looked, ServiceError>,
    is_written: bool,
) -> Failure {
    let name = spec.name();
    let opening = format!("{} It is not known if {name} was created.", error.sentence);
    let (text, advice) = match looked {
        Ok(looked) if !looked.candidates.is_empty() => {
            run.not_settled();
            let exact: Vec<_> = looked
                .candidates
                .iter()
                .filter(|candidate| candidate.differences.as_ref().is_some_and(Vec::is_empty))
                .map(|candidate| candidate.client_id.as_str())
                .collect();
            let which = match exact.as_slice() {
                [only] => format!(" {only} is in every setting what was asked for."),
                [] | [..] => String::new(),
            };
            let text = format!("{opening} Found since: {}.{which}", ids(&looked.candidates));
            (text, ANOTHER.to_owned())
        }
        Ok(_) => {
            run.not_settled();
            let seconds: u64 = submit::AGAIN.iter().map(std::time::Duration::as_secs).sum();
            (format!("{opening} No such app client was found in {seconds} seconds."), later(run, spec, is_written))
        }
        Err(why) => {
            run.not_settled();
            (format!("{opening} It could not be looked for: {}", why.sentence), later(run, spec, is_written))
        }
    };
    Failure::Told("Unanswered", text, advice)
}

fn later(run: &Run<'_>, spec: &AppClientSpec, is_written: bool) -> String {
    let again = if is_written { " The next run looks for it first." } else { "" };
    format!("{}{again}", look(run, spec.pool()))
}

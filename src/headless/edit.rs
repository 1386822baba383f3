//! `edit --set`: everything is read, what changes is shown, everything is read again right before it
//! is sent, and everything is sent.

use serde_json::{Value, json};

use super::out::{as_json, print};
use super::{Failure, Run, printable};
use crate::app_client::changes::{changes, moved};
use crate::app_client::edit::update;
use crate::app_client::{
    AppClient, Change, Context, Mark, Problem, Secret, Severity, Update, UserPool, consequences, draft_of, rules,
};
use crate::cli::{EditArgs, Write};
use crate::cognito::{Cognito, ErrorKind, ServiceError, Updated};
use crate::wizard::Answers;
use crate::wizard::flags::Wrong;

/// An update, and what it does.
struct Plan {
    update: Update,
    changes: Vec<Change>,
    warnings: Vec<Problem>,
}

pub(super) async fn run(run: &Run<'_>, args: &EditArgs) -> Result<(), Failure> {
    let pool = run.pool(None)?;
    let answers = answers(args)?;
    let cognito = run.connect(&pool).await?;
    let client = run.client(&cognito, &pool, &args.id).await?;
    let details = run.pool_for_rules(&cognito, &pool).await?;
    let plan = plan(&client, &answers, details.as_ref())?;
    if run.options.dry_run {
        show_on_stderr(run, &plan);
        return print(&printable(&Value::Object(plan.update.body()).to_string()));
    }
    if plan.changes.is_empty() {
        run.out.note("Nothing changes: the app client is what was asked for. Nothing was sent.");
        return result(run, &plan, &[], false);
    }
    stop_at_risk(&plan, args)?;
    let Write { yes: true, .. } = args.write else {
        result(run, &plan, &[], false)?;
        return Err(Failure::not_sent("save it"));
    };
    let now = run.client(&cognito, &pool, &args.id).await?;
    stop_if_moved(&client, &now)?;
    let differences = send(run, &cognito, &plan).await?;
    result(run, &plan, &differences, true)
}

/// The settings that are to be; one of them at least, each once.
fn answers(args: &EditArgs) -> Result<Answers, Failure> {
    if args.set.is_empty() {
        return Err(Failure::usage("Say what is to be changed: --set access-token=15m."));
    }
    let names: Vec<&str> = args.set.iter().map(|(named, _)| named.flag.name).collect();
    let twice = names.iter().enumerate().find(|(n, name)| names.iter().skip(n + 1).any(|other| other == *name));
    if let Some((_, name)) = twice {
        return Err(Failure::Usage(vec![(Some("set"), format!("{name} is given twice."))]));
    }
    Ok(Answers::new(args.set.iter().map(|(named, value)| (*named, Secret::new(value.clone()))).collect()))
}

fn plan(client: &AppClient, answers: &Answers, pool: Option<&UserPool>) -> Result<Plan, Failure> {
    let base = draft_of(client);
    let mut draft = base.clone();
    answers.apply(&mut draft).map_err(as_set)?;
    if let Some(pool) = pool {
        let wrong = answers.check_lists(&draft, &client.settings, &pool.attributes);
        if !wrong.is_empty() {
            return Err(as_set(wrong));
        }
        draft.attributes.offer(&pool.attributes);
    }
    let context = Context { pool, own_id: Some(&client.id), ..Context::default() };
    let update = update(client, &draft, &context).map_err(set_problems)?;
    let before = rules::check(&base, &context);
    let mut warnings = consequences::consequences(&client.settings, update.after(), &context);
    // What was so before is for an audit to say.
    let is_new = |problem: &Problem| problem.severity != Severity::Error && !before.contains(problem);
    warnings.extend(rules::check(&draft, &context).into_iter().filter(is_new));
    Ok(Plan { changes: update.changes(), update, warnings })
}

/// The names after `--set` are those of the flags.
fn as_set(wrong: Vec<Wrong>) -> Failure {
    Failure::Usage(wrong.into_iter().map(|Wrong { flag, text }| (Some("set"), format!("{flag}: {text}"))).collect())
}

fn set_problems(problems: Vec<Problem>) -> Failure {
    let one = |problem: Problem| match crate::wizard::flags::of(problem.field) {
        Some(flag) => (Some("set"), format!("{}: {}", flag.name, problem.text)),
        None => (None, problem.text),
    };
    Failure::Usage(problems.into_iter().map(one).collect())
}

/// Cognito may reset what an update does not send.
fn stop_at_risk(plan: &Plan, args: &EditArgs) -> Result<(), Failure> {
    let at_risk: Vec<&str> = plan.update.at_risk().iter().map(|member| member.path.as_str()).collect();
    if at_risk.is_empty() || args.allow_reset {
        return Ok(());
    }
    let text = format!(
        "This app client has settings that this program does not know, and an update cannot send them: {}. Cognito may reset them. Nothing was sent.",
        at_risk.join(", ")
    );
    Err(Failure::Told("AtRisk", text, "To save nevertheless: --allow-reset.".to_owned()))
}

fn stop_if_moved(before: &AppClient, now: &AppClient) -> Result<(), Failure> {
    let moved = moved(before, now);
    if moved.is_nothing() {
        return Ok(());
    }
    let what: Vec<String> = moved.changes.iter().map(line).collect();
    let what = if what.is_empty() { "It was saved meanwhile.".to_owned() } else { what.join("; ") };
    let text = format!("The app client was changed since it was read. Nothing was sent. {what}");
    Err(Failure::Told("Moved", text, "Run this again to see your changes over what is there now.".to_owned()))
}

/// Sends the update. After a lost answer the client is read: the same update sent twice is the same,
/// but nobody asked for it twice.
async fn send(run: &Run<'_>, cognito: &Cognito, plan: &Plan) -> Result<Vec<Change>, Failure> {
    let before = plan.update.before();
    let look = run.show_command(&before.pool, &before.id);
    run.sending(format!("Stopped before an answer came: the changes may be saved. To look: {look}"));
    let answer = cognito.update(&plan.update).await;
    run.answered();
    match answer {
        Ok(Updated { differences, .. }) => Ok(differences),
        Err(error) if error.kind == ErrorKind::Unanswered => check(run, cognito, plan, &error, &look).await,
        Err(error) => Err(error.into()),
    }
}

async fn check(
    run: &Run<'_>,
    cognito: &Cognito,
    plan: &Plan,
    error: &ServiceError,
    look: &str,
) -> Result<Vec<Change>, Failure> {
    run.out.note("The answer was lost. Reading the app client.");
    let before = plan.update.before();
    let opening = &error.sentence;
    let (text, advice) = match run.client(cognito, &before.pool, &before.id).await {
        Ok(now) if changes(plan.update.after(), &now.settings).is_empty() => {
            run.out.note("The changes are there.");
            return Ok(Vec::new());
        }
        Ok(now) if changes(&before.settings, &now.settings).is_empty() => {
            (format!("{opening} The changes are not there."), "Run this again to save them.".to_owned())
        }
        Ok(_) => {
            (format!("{opening} The app client is neither what it was nor what was meant."), format!("Look: {look}"))
        }
        Err(why) => {
            (format!("{opening} It is not known if the changes were saved: {}", why.sentence), format!("Look: {look}"))
        }
    };
    Err(Failure::Told("Unanswered", text, advice))
}

/// `~ AccessTokenValidity: 60 minutes -> 15 minutes`
fn line(change: &Change) -> String {
    let Change { setting, mark, now, after } = change;
    let sign = mark.sign();
    match mark {
        Mark::Changed => format!("{sign} {setting}: {now} -> {after}"),
        Mark::Added => format!("{sign} {setting}: {after}"),
        Mark::Removed => format!("{sign} {setting}: {now}"),
    }
}

fn show_on_stderr(run: &Run<'_>, plan: &Plan) {
    plan.changes.iter().for_each(|change| run.out.note(&line(change)));
    run.out.problems(&plan.warnings);
}

fn result(run: &Run<'_>, plan: &Plan, differences: &[Change], is_saved: bool) -> Result<(), Failure> {
    let rows = |changes: &[Change]| -> Value {
        let one = |change: &Change| {
            let mark = change.mark.sign().to_string();
            json!({ "Setting": change.setting, "Mark": mark, "Now": change.now, "After": change.after })
        };
        changes.iter().map(one).collect()
    };
    let before = plan.update.before();
    let value = json!({
        "ClientId": before.id,
        "UserPoolId": before.pool.as_str(),
        "Saved": is_saved,
        "Changes": rows(&plan.changes),
        "Warnings": as_json(&plan.warnings),
        "Differences": rows(differences),
    });
    let lines: Vec<String> = plan.changes.iter().map(line).collect();
    run.out.result(&lines, &value)?;
    run.out.problems(&plan.warnings);
    if is_saved {
        run.out.note(&format!("Saved: {} ({}).", before.name_or_id(), before.id));
    }
    for difference in differences {
        run.out.note(&format!("Warning: this is not what was meant: {}", line(difference)));
    }
    Ok(())
}

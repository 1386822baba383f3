//! The small picture of the three lifetimes, from now to the end of the longest.

use ratatui::style::Style;

use super::doc::{Doc, Room};
use crate::app::Model;
use crate::app_client::{Draft, Token, Validity};

/// Adds the picture; a lifetime that is not valid is said to be so.
pub fn add(doc: &mut Doc, model: &Model, room: Room) {
    let columns = room.width.saturating_sub(4).min(72);
    let valid: Vec<(Token, Option<Validity>)> =
        [Token::Id, Token::Access, Token::Refresh].map(|token| (token, in_range(&model.draft, token))).to_vec();
    let Some(longest) = valid.iter().filter_map(|(_, v)| v.map(Validity::seconds)).max() else { return };
    doc.gap();
    doc.line(scale(&valid, longest, columns));
    for (token, validity) in valid {
        let name = match token {
            Token::Refresh => "refresh",
            Token::Access => "access",
            Token::Id => "ID",
        };
        let bar = match validity {
            Some(validity) => bar(name, position(validity.seconds(), longest, columns)),
            None => format!("|--{name}-- not valid --"),
        };
        doc.styled(format!("  {bar}"), Style::new());
    }
}

fn in_range(draft: &Draft, token: Token) -> Option<Validity> {
    let (min, max) = token.range();
    draft.token(token).parse().ok().filter(|v| (min.seconds()..=max.seconds()).contains(&v.seconds()))
}

/// The column at which a lifetime ends. The scale is logarithmic from a minute on, since an hour
/// beside thirty days would have no width at all.
fn position(seconds: u64, longest: u64, columns: usize) -> usize {
    #[expect(clippy::cast_precision_loss, reason = "a column of a picture")]
    let log = |seconds: u64| (seconds.max(61) as f64 / 60.0).ln();
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to columns"
    )]
    let at = (log(seconds) / log(longest) * columns as f64).round() as usize;
    at.clamp(12, columns.max(12))
}

fn bar(name: &str, end: usize) -> String {
    let head = format!("|--{name}");
    let dashes = end.saturating_sub(head.len() + 1);
    format!("{head}{}|", "-".repeat(dashes))
}

/// "now", and each end's length above its column, where there is room for it.
fn scale(valid: &[(Token, Option<Validity>)], longest: u64, columns: usize) -> String {
    let mut ends: Vec<(usize, String)> =
        valid.iter().filter_map(|(_, v)| v.map(|v| (position(v.seconds(), longest, columns), v.to_string()))).collect();
    ends.sort();
    ends.dedup();
    let mut line = String::from("  now");
    for (end, label) in ends {
        let start = (end + 2).saturating_sub(label.len());
        if start > line.len() + 1 {
            line.push_str(&" ".repeat(start - line.len()));
            line.push_str(&label);
        }
    }
    line
}

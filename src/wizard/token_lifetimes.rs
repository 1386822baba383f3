//! Step 3: how long each token lives.

use crate::app_client::{Draft, FieldId, Token};
use crate::wizard::{Field, Flag, Input, Step, TextInput, always};

pub(super) const STEP: Step =
    Step { title: "Set token lifetimes", short: "Tokens", optional: true, fields: &[REFRESH, ACCESS, ID] };

const COLUMNS: u16 = 12;

const REFRESH: Field = Field {
    id: FieldId::RefreshToken,
    label: Token::Refresh.label(),
    description: "How long a user stays signed in without a password.",
    constraint: || Token::Refresh.range_in_words(),
    help: include_str!("../../assets/help/refresh-token.md"),
    shown: always,
    input: Input::Text(TextInput {
        get: |draft| draft.refresh_token.text.clone(),
        set: |draft, text| text.clone_into(&mut draft.refresh_token.text),
        leave: |draft| draft.refresh_token.normalise(),
        columns: COLUMNS,
        masked: None,
        echo: |draft| echo(draft, Token::Refresh),
    }),
    flags: &[Flag::duration("refresh-token")],
};

const ACCESS: Field = Field {
    id: FieldId::AccessToken,
    label: Token::Access.label(),
    description: "How long one token is accepted by your APIs.",
    constraint: || Token::Access.range_in_words(),
    help: include_str!("../../assets/help/access-token.md"),
    shown: always,
    input: Input::Text(TextInput {
        get: |draft| draft.access_token.text.clone(),
        set: |draft, text| text.clone_into(&mut draft.access_token.text),
        leave: |draft| draft.access_token.normalise(),
        columns: COLUMNS,
        masked: None,
        echo: |draft| echo(draft, Token::Access),
    }),
    flags: &[Flag::duration("access-token")],
};

const ID: Field = Field {
    id: FieldId::IdToken,
    label: Token::Id.label(),
    description: "How long one token describes the user.",
    constraint: || Token::Id.range_in_words(),
    help: include_str!("../../assets/help/id-token.md"),
    shown: always,
    input: Input::Text(TextInput {
        get: |draft| draft.id_token.text.clone(),
        set: |draft, text| text.clone_into(&mut draft.id_token.text),
        leave: |draft| draft.id_token.normalise(),
        columns: COLUMNS,
        masked: None,
        echo: |draft| echo(draft, Token::Id),
    }),
    flags: &[Flag::duration("id-token")],
};

/// "= 2 days 12 hours", or nothing while the text is no duration.
fn echo(draft: &Draft, token: Token) -> String {
    draft.token(token).parse().map_or_else(|_| String::new(), |validity| format!("= {}", validity.in_words()))
}

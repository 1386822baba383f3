//! A terminal console for the app clients of Amazon Cognito user pools.

pub mod app_client;
pub mod cognito;
pub mod terminal;
pub mod text;

//! A terminal console for the app clients of Amazon Cognito user pools.
//!
//! The map, in reading order: [`app_client`] is what an app client is and which rules it obeys;
//! [`wizard`] asks for one, step by step, from static tables; [`app`] is the state of the program
//! and what happens to it; [`view`] draws it with the styles of [`theme`]; [`keys`] is every key.
//! [`cognito`] talks to AWS and [`demo`] stands in for it; [`runtime`] and [`terminal`] are the
//! edge to the outside; [`drafts`] and [`state`] are what stays between two runs. The rules of the
//! house are in `ARCHITECTURE.md`.

pub mod app;
pub mod app_client;
pub mod cli;
pub mod cognito;
pub mod demo;
pub mod drafts;
pub mod export;
pub mod headless;
pub mod keys;
pub mod line_mode;
pub mod names;
pub mod presets;
pub mod receipts;
pub mod regions;
pub mod runtime;
pub mod secret_file;
pub mod setup;
pub mod shell;
pub mod state;
pub mod state_folder;
pub mod submit;
pub mod terminal;
pub mod text;
pub mod theme;
pub mod view;
pub mod wizard;

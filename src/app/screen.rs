//! Which pages there are, and what can lie over them.

use crate::app::{
    ChangesPage, ClientPage, CreatedPage, Creating, DeletePage, Dialog, HelpView, Picker, ResumePage, ReviewPage,
    SavePath, SecretsPage, UnknownPage,
};

/// Which page is shown.
pub enum Screen {
    /// A draft of an earlier run.
    Resume(Box<ResumePage>),
    /// Select a user pool.
    Pools,
    /// The app clients of the chosen pool.
    Clients,
    /// One app client, every setting of it.
    Client(Box<ClientPage>),
    /// Review changes: the only page from which a client is updated.
    Changes(Box<ChangesPage>),
    /// Delete an app client.
    Delete(Box<DeletePage>),
    /// The secrets of an app client: list, rotate.
    Secrets(Box<SecretsPage>),
    /// A step of the wizard; the form knows which.
    Step,
    /// Review and create.
    Review(ReviewPage),
    /// The request is on its way.
    Creating(Creating),
    /// The client exists.
    Created(Box<CreatedPage>),
    /// Not known whether it exists.
    Unknown(Box<UnknownPage>),
}

/// What lies over the page.
pub enum Overlay {
    /// Help, over the whole page.
    Help(HelpView),
    /// A question.
    Dialog(Dialog),
    /// A list of profiles or Regions.
    Picker(Picker),
    /// Where to write the secret.
    SavePath(SavePath),
}

//! What goes wrong, where, and what must come of it.

/// A call that the wizard makes, in the order in which it makes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Call {
    Identity,
    Pools,
    Pool,
    Clients,
    Create,
    /// The list of clients after the answer to Create was lost.
    LookList,
    /// The client that was found there.
    LookClient,
}

impl Call {
    pub const ALL: [Self; 7] =
        [Self::Identity, Self::Pools, Self::Pool, Self::Clients, Self::Create, Self::LookList, Self::LookClient];

    pub const fn operation(self) -> &'static str {
        match self {
            Self::Identity => "GetCallerIdentity",
            Self::Pools => "ListUserPools",
            Self::Pool => "DescribeUserPool",
            Self::Clients | Self::LookList => "ListUserPoolClients",
            Self::Create => "CreateUserPoolClient",
            Self::LookClient => "DescribeUserPoolClient",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::LookList => "ListUserPoolClients (looking)",
            Self::LookClient => "DescribeUserPoolClient (looking)",
            Self::Identity | Self::Pools | Self::Pool | Self::Clients | Self::Create => self.operation(),
        }
    }

    /// Made to look for a client; the answer to Create is lost in these.
    pub const fn is_look(self) -> bool {
        matches!(self, Self::LookList | Self::LookClient)
    }

    /// The call whose answer is the last thing before this one is made; `None` for the first.
    pub const fn before(self) -> Option<Self> {
        match self {
            Self::Identity | Self::Pools => None,
            Self::Pool => Some(Self::Pools),
            Self::Clients => Some(Self::Pool),
            Self::Create => Some(Self::Clients),
            Self::LookList => Some(Self::Create),
            Self::LookClient => Some(Self::LookList),
        }
    }
}

/// How a call fails. Each lasts, but for those that say when they end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// Nobody listens at the address, until the person has seen that.
    Refused,
    /// The connection is reset with the request unread.
    ClosedBefore,
    /// The service does what was asked, and closes.
    ClosedAfter,
    /// The service does what was asked, and says nothing.
    Never,
    /// The service does what was asked, and answers after ten seconds.
    Slow,
    Status(u16),
    /// The page of somebody else: 200, HTML.
    Html,
    /// The right answer under the wrong content type.
    WrongType,
    /// The service does what was asked; its answer ends in the middle.
    Cut,
    /// Three times, then it works.
    Throttled,
    /// With the old credentials; the person signs in again.
    Expired,
}

/// How the person ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    Created,
    /// The service said no, and the person leaves.
    Refused,
    /// Nobody knows if there is a client, and the person leaves.
    NotKnown,
}

impl Ending {
    /// The exit status, as the README has it.
    pub const fn status(self) -> u32 {
        match self {
            Self::Created => 0,
            Self::Refused | Self::NotKnown => 1,
        }
    }
}

/// The service's words for too many requests, one after the other: so each is told from the one before.
pub const THROTTLES: [&str; 3] = ["TooManyRequestsException", "ThrottlingException", "RequestLimitExceeded"];

/// The program's sentence for one of them.
pub fn busy(code: &str) -> String {
    format!("Cognito is busy ({}).", code.trim_end_matches("Exception"))
}

impl Fault {
    pub const ALL: [Self; 15] = [
        Self::Refused,
        Self::ClosedBefore,
        Self::ClosedAfter,
        Self::Never,
        Self::Slow,
        Self::Status(400),
        Self::Status(403),
        Self::Status(429),
        Self::Status(500),
        Self::Status(503),
        Self::Html,
        Self::WrongType,
        Self::Cut,
        Self::Throttled,
        Self::Expired,
    ];

    pub fn label(self) -> String {
        match self {
            Self::Refused => "refuses to connect".to_owned(),
            Self::ClosedBefore => "closes before reading".to_owned(),
            Self::ClosedAfter => "closes after processing".to_owned(),
            Self::Never => "answers never".to_owned(),
            Self::Slow => "answers in 10 s".to_owned(),
            Self::Status(status) => format!("HTTP {status}"),
            Self::Html => "HTML page with 200".to_owned(),
            Self::WrongType => "right answer, wrong content type".to_owned(),
            Self::Cut => "cut JSON (STS: XML)".to_owned(),
            Self::Throttled => "throttles thrice, then succeeds".to_owned(),
            Self::Expired => "expired, then renewed".to_owned(),
        }
    }

    /// About how long it lasts.
    pub const fn seconds(self) -> u32 {
        match self {
            Self::Never => 30,
            Self::Throttled => 14,
            Self::Slow => 10,
            _ => 0,
        }
    }

    /// The program's sentence for it; of the wait, where there is no failure.
    pub fn sentence(self, call: Call) -> String {
        let operation = call.operation();
        match self {
            Self::Refused => "Cognito in us-east-1 could not be reached. Nothing was sent.".to_owned(),
            Self::ClosedBefore | Self::ClosedAfter => format!("The connection closed before {operation} was answered."),
            Self::Never => format!("No answer came to {operation} in time."),
            Self::Status(400) => "Cognito did not accept the request.".to_owned(),
            Self::Status(403) => format!("Builder may not call cognito-idp:{operation}"),
            Self::Status(status @ 500..) => format!("Cognito failed while it handled {operation} (HTTP {status})."),
            Self::Status(_) | Self::Throttled => busy(THROTTLES[0]),
            Self::Html | Self::Cut => format!("What came back to {operation} is no answer of Cognito (HTTP 200)."),
            Self::Expired => "Your AWS session ended.".to_owned(),
            Self::Slow => match call {
                Call::Pools => "Reading the user pools of us-east-1.".to_owned(),
                Call::Pool => "Reading the attributes of this pool.".to_owned(),
                Call::Create => "Send CreateUserPoolClient".to_owned(),
                Call::Identity | Call::Clients | Call::LookList | Call::LookClient => {
                    "Looking: ListUserPoolClients".to_owned()
                }
            },
            Self::WrongType => String::new(),
        }
    }

    /// The service has done what was asked, at the first time.
    pub const fn is_processed(self) -> bool {
        matches!(self, Self::ClosedAfter | Self::Never | Self::Slow | Self::WrongType | Self::Cut)
    }

    /// It ends, so what was asked for comes, within the time that a person waits.
    pub const fn is_over_in_time(self) -> bool {
        matches!(self, Self::Refused | Self::Slow | Self::WrongType | Self::Throttled | Self::Expired)
    }

    /// What must come of it.
    pub const fn ending(self, call: Call) -> Ending {
        match (call, self) {
            (Call::Create, Self::Status(400..=499)) => Ending::Refused,
            (Call::Create | Call::LookList, Self::ClosedBefore | Self::Html | Self::Status(_))
            | (Call::LookList, Self::ClosedAfter | Self::Never | Self::Cut) => Ending::NotKnown,
            _ => Ending::Created,
        }
    }

    /// Requests to create that the service must have seen: one for each time that the person chose
    /// Create. The person does so again only after the page said that no client was created.
    pub const fn creates(self, call: Call) -> usize {
        match (call, self) {
            (Call::Create, Self::Throttled) => 4,
            (Call::Create, Self::Expired) => 2,
            _ => 1,
        }
    }
}

package io.mandate.events.problem;

import java.util.Locale;

/// Every reason for which Mandate refuses a wish the caller can do something about. Code, parameters and HTTP
/// status are API: they never change their meaning. The message is for people and may be worded better at any time;
/// `{x}` stands for the parameter x, `{x:or}` for a list of it with that word before the last, `{x|one|many}` for `one`
/// or `many` as x is one or not, and what is in brackets is said only where all its parameters are known and hold
/// something. Which parameters are keys of the catalog, that people are told the labels of, `RejectionInWords` knows.
public enum RejectionCode {
    PROFILE_NAME_REQUIRED(422, "Profile name required", "Enter a name for the profile, 1 to 120 characters."),
    PROFILE_NAME_TAKEN(409, "Profile name taken", "A profile named \"{name}\" already exists."),
    PROFILE_CODE_TAKEN(
            409, "Profile code taken", "The code \"{code}\" is already used by another profile[: \"{holder}\"]."),
    PROFILE_ID_TAKEN(
            409,
            "Profile id taken",
            "The id \"{profile}\" is or was used by another profile; ids are never reused. Choose another, or leave it out."),
    FIELD_REQUIRED(422, "Field required", "{field} is required here."),
    FIELD_INVALID(422, "Field not valid", "{field}: {rule}."),
    PROFILE_NOT_FOUND(
            404,
            "Profile not found",
            "The profile \"{profile}\" does not exist[ (it was deleted at {deletedAt} by {deletedBy})]."),
    PROFILE_REVISION_UNKNOWN(
            422,
            "Profile revision unknown",
            "The profile \"{profile}\" has no revision {revision}; its {latest|only revision is|revisions are 1 to} {latest}."),
    REVERT_CONFLICT(
            409,
            "Changed since",
            "What the commit {position} changed was changed again since ({count} {count|event|events}: {later})."
                    + " Revert {count|that|those} first."),
    REVERT_IMPOSSIBLE(409, "Cannot be taken back", "{event} cannot be taken back: {rule}."),
    PROFILE_IN_USE(
            409,
            "Profile in use",
            "\"{name}\" is still assigned to {count} {count|user|users} ({users})."
                    + " Give {count|this user|them} another profile first."),
    STALE_REVISION(
            409,
            "Changed in the meantime",
            "{changedBy} changed this at {changedAt} (revision {revision}). Reload to see the changes."),
    REVISION_REQUIRED(
            428,
            "Revision required",
            "Send the revision you have seen as If-Match, so that nobody overwrites what he has not seen."),
    NODE_UNKNOWN(422, "Node unknown", "There is no node \"{node}\" in the catalog."),
    NODE_AMBIGUOUS(
            422,
            "Node ambiguous",
            "In the time you ask about \"{node}\" stood for one node after another: {times}. Ask for one of them by its key."),
    NODE_RETIRED(422, "Node retired", "\"{node}\" is retired in the catalog."),
    LEVEL_UNKNOWN(422, "Level unknown", "\"{level}\" is not available for {node}.[ Choose {levels:or}.]"),
    ACTION_NOT_SUPPORTED(
            422, "Action not supported", "{node} does not support {actions:or}.[ It supports {supported:and}.]"),
    ACTION_REQUIRES(422, "Action requires another", "{action} needs {required:and} on {node}."),
    SCOPE_NOT_APPLICABLE(422, "Record scope not applicable", "Record access does not apply to {node}."),
    NAVIGATION_NOT_APPLICABLE(422, "Navigation not applicable", "{node} is not part of the navigation."),
    INSTANCE_TYPE_MISMATCH(422, "Instance type mismatch", "You can choose {expected} at {node}, not {given}."),
    SETTING_UNKNOWN(422, "Setting unknown", "There is no setting \"{setting}\" in the catalog."),
    SETTING_INVALID(422, "Setting not valid", "{setting}: {rule}."),
    ROLE_UNKNOWN(422, "Role unknown", "There is no role \"{role}\" in the catalog."),
    ROLE_TYPE_UNKNOWN(422, "Role type unknown", "There is no role type \"{roleType}\" in the catalog."),
    ROLE_TYPE_MISMATCH(
            409,
            "Role type mismatch",
            "\"{profile}\" is for {profileRoleType} users; {user} is of type {userRoleType}."),
    ROLE_TYPE_IN_USE(
            409,
            "Role type in use",
            "{count} {count|user|users} of this profile {count|is|are} not of type {roleType}: {users}."),
    ROLE_TYPE_FIXED(
            409,
            "Role type fixed",
            "The role type cannot be changed after the profile was created[: it stays {roleType}]."),
    ROLE_NOT_ASSIGNABLE(403, "Role not assignable", "Your role may not give the role {role}."),
    ROLE_IMMUTABLE(409, "Role fixed", "The role cannot be changed after the user was created[: it stays {role}]."),
    USERNAME_IMMUTABLE(409, "Username fixed", "The username cannot be changed after the user was created."),
    PROFILE_NOT_ALLOWED(
            409,
            "Profile not allowed",
            "Profiles can only be given to users of type {allowed:or}; {user} is of type {roleType}."),
    PROFILE_REQUIRED(422, "Profile required", "Choose a profile for this user: the role type {roleType} requires one."),
    USER_NOT_FOUND(404, "User not found", "The user \"{user}\" does not exist."),
    USER_ID_TAKEN(
            409,
            "User id taken",
            "The id \"{user}\" is or was used by another user; ids are never reused. Choose another, or leave it out."),
    USER_DELETED(410, "User deleted", "The user \"{user}\" was deleted."),
    USERNAME_TAKEN(409, "Username taken", "Another user already has this {field}."),
    USERNAME_INVALID(422, "Username not valid", "The username is not valid: {rule}."),
    ATTRIBUTE_UNKNOWN(422, "Attribute unknown", "There is no attribute \"{attribute}\" in the catalog."),
    ATTRIBUTE_INVALID(422, "Attribute not valid", "{attribute}: {rule}."),
    IDENTITY_MUST_EXIST_FIRST(
            409,
            "Identity must exist first",
            "Create this user in your identity provider first, and send its {field}[: those with the role {role} are kept there]."),
    IDENTITY_MUST_BE_LOCAL(
            422,
            "Identity must be local",
            "Administrators ({role}) are kept here, not in your identity provider: leave out {field}."),
    IDENTITY_TAKEN(409, "Identity taken", "This {field} of {provider} is already another user's."),
    RECORD_NOT_FOUND(404, "Record not found", "There is no registered record \"{record}\" of {resource}."),
    RECORD_ALREADY_REGISTERED(
            409,
            "Record already registered",
            "The record \"{record}\" of {resource} is already registered with other data. Change it instead."),
    TOKEN_NOT_FOUND(404, "Token not found", "The token \"{token}\" does not exist."),
    TENANT_ALREADY_EXISTS(409, "Tenant already exists", "A tenant \"{tenant}\" already exists."),
    TENANT_OFFBOARDED(
            410,
            "Tenant off-boarded",
            "The tenant \"{tenant}\" was off-boarded: nothing in it can be asked or changed."),
    TENANT_NOT_FOUND(404, "Tenant not found", "There is no tenant \"{tenant}\"."),
    TIER_UNKNOWN(422, "Licence tier unknown", "There is no licence tier \"{tier}\" in the catalog."),
    MASTER_KEY_UNKNOWN(
            422,
            "Master key unknown",
            "No node has epoch {epoch} of the master key. Add its line first: mandate master-key add."),
    MASTER_KEY_NOT_EVERYWHERE(
            409,
            "Master key not everywhere",
            "{nodes|This node does|These nodes do} not have epoch {epoch} of the master key yet: {nodes}."
                    + " Add its line there first."),
    MASTER_KEY_IN_USE(409, "Master key in use", "Epoch {epoch} of the master key cannot be {wish}: {rule}."),
    MODULE_UNKNOWN(422, "Module unknown", "There is no module \"{module}\" in the catalog."),
    POLICY_INVALID(422, "Policy not valid", "{policy}: {rule}."),
    CATALOG_INVALID(422, "Catalog not valid", "The catalog is not valid[ at {place}]: {rule}."),
    CATALOG_KIND_FIXED(
            409,
            "Kind fixed",
            "{key} was {before} and cannot become {after}: the kind and the parent of a key never change. Use a new key."),
    ALIAS_TAKEN(
            409,
            "Alias taken",
            "\"{alias}\" is or was a name of {holder}, and stays its own: services ask by it. Use another name for {node}."),
    LIMIT_IN_USE(
            409,
            "Limit in use",
            "{count} {count|profile has|profiles have} scopes or picks on {node} that would no longer hold with this"
                    + " catalog[: {profiles}]. Leave its recordBased, scopedBy and instanceType as they are, or take those"
                    + " out of the profiles first."),
    HISTORY_IN_USE(
            409,
            "History in use",
            "{count} {count|profile gives|profiles give} somebody history of {node}, who would read the past no more with this"
                    + " catalog[: {profiles}]. Leave the node as it is, or take history out of {count|that|those}"
                    + " first."),
    QUOTA_EXCEEDED(
            409,
            "Quota exceeded",
            "Your contract includes {limit} {limit|user|users} of tier {tier}; this would be {used}."),
    QUOTA_IN_USE(
            409,
            "Quota in use",
            "A quota of your contract limits tier {tier}, and this catalog would take out of it what it counts[: {nodes}]."
                    + " Leave tiers and actionTier as they are, or have an operator lift the quota first."),
    NOT_PERMITTED(403, "Not permitted", "You need \"{action}\" on {resource}."),
    LAST_ADMINISTRATOR(
            409,
            "Last administrator",
            "This would leave nobody who can {what}: an active person without a perimeter who holds {needed}."),
    SELF_SUSPENSION(409, "Own account", "You cannot suspend or delete your own account."),
    PROFILE_ESCALATION(
            403,
            "Escalation",
            "You cannot give rights that you do not hold: {actions:and} on {node}[ ({further} further {further|node|nodes}: {nodes})]."),
    GUARD_PROTECTED(
            403,
            "Guard protected",
            "Only a superuser of the tenant, or an operator, can switch {guard} off: while it is off, everything can be"
                    + " given or lost."),
    REASON_NOT_FOUND(404, "Reason not found", "The commit {position} was recorded without a reason."),
    REASON_REQUIRED(422, "Reason required", "Say why: this tenant requires a reason for every change."),
    IDEMPOTENCY_KEY_REUSED(
            422, "Idempotency key reused", "This Idempotency-Key was used for another request. Use a new one."),
    JOB_NOT_FOUND(404, "Job not found", "There is no job \"{job}\"."),
    TOO_MANY_JOBS(
            429,
            "Too many jobs",
            "{open} {open|job|jobs} of this tenant {open|is|are} not done yet, and {limit} is the most. Wait until"
                    + " {open|it|one of them} is done, or put more items into one job."),
    REPLAY_NOT_FOUND(404, "Replay not found", "There is no replay \"{replay}\"."),
    REPLAY_RUNNING(
            409,
            "Replay running",
            "Another replay is not finished: wait for it, or switch to it or abandon it, and ask again."),
    REPLAY_LIMIT(
            429,
            "Enough replays",
            "Your tenant asked for {limit} {limit|replay|replays} within 24 hours, which is the most. Ask again after {after}."),
    REPLAY_NOT_POSSIBLE_NOW(
            409, "Not possible now", "The replay is {state}: \"{wish}\" is possible when it is {possible}."),
    REPLAY_MODEL_UNKNOWN(422, "Read model unknown", "There is no read model \"{model}\"; there are {models}."),
    REPLAY_MODEL_PERSONAL(
            422,
            "Personal read model",
            "\"{model}\" holds personal text and is only made up to the present: leave it out, or leave out upTo."),
    POSITION_UNKNOWN(
            422, "Position unknown", "{position} is not a position of this store, or lies beyond its head {head}."),
    INSTANT_IN_FUTURE(422, "Moment in the future", "{instant} is in the future; here it is {now}."),
    HISTORY_TOO_LONG(
            422,
            "Past out of reach",
            "To tell this, {events} {events|event|events} would have to be read again; this node reads at most {most} at once. Ask a node that"
                    + " keeps all of the past in memory."),
    WINDOW_EMPTY(
            422,
            "Window empty",
            "from ({from}) must lie before to ({to}), which is not part of the window. For one day, send the next one"
                    + " as to.");

    private final int status;
    private final String title;
    private final String message;

    RejectionCode(int status, String title, String message) {
        this.status = status;
        this.title = title;
        this.message = message;
    }

    /// The HTTP status, 400 to 499.
    public int status() {
        return status;
    }

    /// A few words that are the same for every case of this code.
    public String title() {
        return title;
    }

    /// The sentence a person reads, with `{x}` where parameter x goes, `{x|one|many}` for words that follow its number,
    /// and brackets around what not everybody is told.
    public String message() {
        return message;
    }

    /// The stable address of this kind of problem: `urn:mandate:problem:profile-name-taken`.
    public String type() {
        return "urn:mandate:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

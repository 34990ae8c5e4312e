package dev.p2c2g.protocol;

/** Everything that can travel between a coordinator and its peers and gamers. */
public sealed interface Message
    permits Authenticate,
        Authenticated,
        ErrorMessage,
        Heartbeat,
        PeerDrain,
        PeerDrained,
        PeerPause,
        PeerRegister,
        PeerRegistered,
        PeerResume,
        Stats,
        StatsRequest,
        TaskAccepted,
        TaskAssign,
        TaskCancel,
        TaskFetch,
        TaskResult,
        TaskStatus,
        TaskSubmit {}

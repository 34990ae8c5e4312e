package dev.p2c2g.coordinator;

/**
 * What every connection shares.
 *
 * @param peersShowCertificates besides their tokens
 */
record GatewayParts(
    SchedulerLoop loop,
    TaskIds ids,
    LimitSettings limits,
    ConnectionSettings connections,
    Metrics metrics,
    Allowances allowances,
    boolean peersShowCertificates) {}

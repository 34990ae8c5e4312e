/** Who somebody is: API keys, JWTs, certificates of our own, pins, the audit log. */
package dev.p2c2g.security;

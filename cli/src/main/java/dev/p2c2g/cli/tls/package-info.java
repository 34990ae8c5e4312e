/** A look at a server's TLS from outside. */
package dev.p2c2g.cli.tls;

/** Keeps tasks in PostgreSQL 13 or newer: rows that are claimed by skipping locked ones. */
package dev.p2c2g.store.postgres;

/**
 * Settings from one YAML file and the environment, with every error reported at once; and logging.
 */
package dev.p2c2g.config;

/** Upgrades and downgrades databases that people use, and keeps the tools' own tables, so that they and we can take turns. */
@NullMarked
package dev.palindrome.deploy;

import org.jspecify.annotations.NullMarked;

/** Sends scripts to a server as the tool that owns the format would send them. */
@NullMarked
package dev.palindrome.roundtrip.execution;

import org.jspecify.annotations.NullMarked;

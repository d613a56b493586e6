/** What was found on a revision: the catalogue of findings, and findings with their evidence. */
@NullMarked
package dev.palindrome.roundtrip.finding;

import org.jspecify.annotations.NullMarked;

/** What a run leaves on a machine is recorded here, so that a later run can remove it if this one is killed. */
@NullMarked
package dev.palindrome.database.internal.run;

import org.jspecify.annotations.NullMarked;

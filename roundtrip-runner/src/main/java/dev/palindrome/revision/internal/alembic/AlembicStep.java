package dev.palindrome.revision.internal.alembic;

import dev.palindrome.revision.StepProgram;
import dev.palindrome.revision.StepRefusal;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One direction of a revision, as Alembic takes it through env.py.
 *
 * @param direction {@code upgrade} or {@code downgrade}
 * @param isForeseen whether the offline SQL of the step is complete
 */
record AlembicStep(AlembicHost host, String direction, String revision, Path file, boolean isForeseen)
        implements StepProgram {

    @Override
    public Optional<StepRefusal> run(String database, String timeZone) {
        return host.step(direction, revision, file, database, timeZone);
    }
}

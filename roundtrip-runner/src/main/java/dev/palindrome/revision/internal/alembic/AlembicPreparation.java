package dev.palindrome.revision.internal.alembic;

import dev.palindrome.revision.StepProgram;
import dev.palindrome.revision.StepRefusal;
import java.util.Optional;

/** What Alembic and env.py make in an empty database before a revision is run. */
record AlembicPreparation(AlembicHost host) implements StepProgram {

    @Override
    public Optional<StepRefusal> run(String database, String timeZone) {
        return host.prepare(database, timeZone);
    }

    @Override
    public boolean isForeseen() {
        return false;
    }
}

package dev.palindrome.junit;

import dev.palindrome.revision.Revision;
import dev.palindrome.roundtrip.RoundTripOptions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Makes one test of each golden file that the annotation asks for; none is the default. */
final class SnapshotInvocations implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public boolean mayReturnZeroTestTemplateInvocationContexts(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        return switch (new TestSubject(context).snapshots()) {
            case NONE -> Stream.empty();
            case HEAD -> Stream.of(head(HistorySnapshots.of(context)));
            case EACH_REVISION -> eachRevision(HistorySnapshots.of(context));
        };
    }

    private static Invocation head(HistorySnapshots snapshots) {
        return new Invocation("head: snapshot", snapshots::assertHeadAsReviewed);
    }

    private static Stream<TestTemplateInvocationContext> eachRevision(HistorySnapshots snapshots) {
        RoundTripOptions options = snapshots.migrations().options();
        Stream<TestTemplateInvocationContext> revisions = snapshots.migrations().history().graph().inOrder().stream()
                .filter(revision -> options.judges(revision.id()))
                .map(revision -> new Invocation(name(revision), () -> snapshots.assertAsReviewed(revision)));
        // Who has picked a revision is at work on that one.
        return options.only().isPresent()
                ? revisions
                : Stream.concat(
                        revisions, Stream.of(new Invocation("obsolete snapshots", snapshots::assertNoneObsolete)));
    }

    private static String name(Revision revision) {
        return (revision.id() + " " + revision.message()).strip() + ": snapshot";
    }

    /** One golden file's turn. */
    private record Invocation(String name, SnapshotCheck check)
            implements TestTemplateInvocationContext, ParameterResolver {

        @Override
        public String getDisplayName(int number) {
            return name;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == SnapshotCheck.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return check;
        }
    }
}

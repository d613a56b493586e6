package dev.palindrome.database.internal.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem;
import java.io.Closeable;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Waits for the end of a pull. docker-java has such a callback too, but it logs every failure as an error with its stack
 * trace, and a missing image is an ordinary answer here.
 */
final class Pull implements ResultCallback<PullResponseItem> {

    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Runnable progress;

    /** Make a callback that runs {@code progress} at each sign of life. */
    Pull(Runnable progress) {
        this.progress = progress;
    }

    /**
     * Wait for the end.
     *
     * @throws ImageMissingException when the image could not be pulled
     */
    void await(String image) throws ImageMissingException, InterruptedException {
        try {
            end.get();
        } catch (ExecutionException e) {
            throw new ImageMissingException(image, Objects.requireNonNull(e.getCause()));
        }
    }

    @Override
    public void onStart(Closeable stream) {
        progress.run();
    }

    @Override
    public void onNext(PullResponseItem item) {
        progress.run();
        ResponseItem.ErrorDetail error = item.getErrorDetail();
        if (error != null) {
            end.completeExceptionally(
                    new IllegalStateException(Objects.requireNonNullElse(error.getMessage(), "no reason was given")));
        }
    }

    @Override
    public void onError(Throwable failure) {
        end.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }

    @Override
    public void close() {
        end.complete(null);
    }
}

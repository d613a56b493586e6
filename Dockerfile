# An image of the command line, from this checkout: docs/installation.md. Both base images need glibc, which the server's binaries want.
ARG JDK=eclipse-temurin:17-jdk
ARG JRE=eclipse-temurin:17-jre

FROM ${JDK} AS build
WORKDIR /palindrome
COPY . .
RUN ./mvnw -B --no-transfer-progress -pl roundtrip-runner -am package -Dmaven.test.skip=true -Dspotless.skip=true

FROM ${JRE}
COPY --from=build /palindrome/roundtrip-runner/target/palindrome.jar /opt/palindrome/palindrome.jar
COPY samples/deployment/palindrome.sh /usr/local/bin/palindrome
RUN chmod 755 /usr/local/bin/palindrome && useradd --create-home --uid 10001 palindrome && install -d -m 1777 /reports
USER palindrome
# Where it looks for migrations and writes reports unless it is told another place.
WORKDIR /reports
ENTRYPOINT ["palindrome"]

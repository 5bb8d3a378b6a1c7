# One image for every role: docker build -t mandate .
FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY . .
RUN ./mvnw --batch-mode -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true -pl server -am package \
 && java -Djarmode=tools -jar server/target/mandate-server-boot.jar extract --destination /app

FROM eclipse-temurin:25-jre
# PostgreSQL refuses to run as root, and nothing here needs to.
RUN groupadd --gid 10001 mandate \
 && useradd --uid 10001 --gid mandate --no-log-init --no-create-home --home-dir /var/lib/mandate --shell /usr/sbin/nologin mandate \
 && install -d -o mandate -g mandate -m 0700 /var/lib/mandate /var/lib/mandate/data /var/lib/mandate/keys /var/lib/mandate/anchors
COPY --from=build --chown=root:root /app /app
USER mandate
WORKDIR /var/lib/mandate
# A container is reached from outside itself; what may reach it is decided by the ports that are published.
ENV MANDATE_DATA=/var/lib/mandate/data \
    SERVER_ADDRESS=0.0.0.0 \
    SERVER_PORT=8080
VOLUME /var/lib/mandate/data
EXPOSE 8080
# The image has no HTTP client; bash opens the connection itself. A server with TLS needs a check of its own.
# A start may have to migrate the database and to fold a long history: it is healthy as soon as it is ready, and not given up before.
HEALTHCHECK --interval=5s --timeout=3s --start-period=10m --retries=3 CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT} && printf 'GET /actuator/health/readiness HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && grep -q '\"status\":\"UP\"' <&3"]
# The shell form is avoided, so that the server itself gets the signal to stop.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-XX:MaxTenuringThreshold=3", "-XX:-ClassUnloadingWithConcurrentMark", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-jar", "/app/mandate-server-boot.jar"]
CMD ["start"]

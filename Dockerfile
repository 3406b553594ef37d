# PostgreSQL with smartdip: the official image and the extension's files, without a compiler.
#
#   docker build -t smartdip .            --build-arg PG_MAJOR=15 to 18 for another server
#   docker run -d -e POSTGRES_PASSWORD=... -v "$PWD:/data" --name study smartdip
#   docker exec -u postgres study smartdip-load -t events /data/20180101000000.export.CSV.zip
ARG PG_MAJOR=17

# PG_MAJOR below is the variable of that name that the official image sets.
FROM postgres:${PG_MAJOR}-bookworm AS build
RUN apt-get update \
	&& apt-get install -y --no-install-recommends gcc libc6-dev libicu-dev make perl pkg-config postgresql-server-dev-$PG_MAJOR
COPY . /smartdip
RUN make -C /smartdip -j"$(nproc)" install with_llvm=no PG_CONFIG=/usr/lib/postgresql/$PG_MAJOR/bin/pg_config DESTDIR=/installed

# The libraries of ICU are the server's own; Perl is for the loader.
FROM postgres:${PG_MAJOR}-bookworm
RUN apt-get update \
	&& apt-get install -y --no-install-recommends perl \
	&& rm -rf /var/lib/apt/lists/*
COPY --from=build /installed/ /
COPY scripts/docker-init.sh /docker-entrypoint-initdb.d/smartdip.sh

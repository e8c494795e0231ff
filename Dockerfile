# The site's server and its worker as one image: compose.yaml runs it, docs/operations.md says how.
FROM python:3.12-slim AS build
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --prefix=/packages -r requirements.txt

FROM python:3.12-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 BIND=0.0.0.0:8000
WORKDIR /app
COPY --from=build /packages /usr/local
COPY . .
# The key serves only to collect the files: the real one is made in the volume, at first run.
RUN useradd --system --uid 10001 --home-dir /app forward-pass \
    && mkdir -p var \
    && SECRET_KEY=build python manage.py collectstatic --noinput --verbosity 0 \
    && chown forward-pass var
USER forward-pass
VOLUME /app/var
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "-c", "config/gunicorn.py"]

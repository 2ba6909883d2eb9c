import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/domain/errors.ts'
import { dependencyCycle, sharedDependencies } from '#shared/domain/manifest.ts'
import { readManifest, readManifests } from './read-manifests.ts'

const file = (name: string, text: string) => ({ file: `${name}.yaml`, text })

function messageOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof AppError) return `${error.message} ${error.mend}`
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('a manifest', () => {
  it('is read from YAML and from JSON, and its upstream models in three ways', () => {
    expect(
      readManifest(file('a', 'model: a\nupstream: [b, {model: c, column: risk}]\nautonomy_level: 2'))
        .upstream,
    ).toEqual([
      { model: 'b', column: null },
      { model: 'c', column: 'risk' },
    ])
    expect(readManifest(file('a', '{"model": "a", "upstream": {"risk": "c"}}')).upstream).toEqual([
      { model: 'c', column: 'risk' },
    ])
  })

  it('with an unknown key tells line, column and the nearest key', () => {
    expect(
      messageOf(() => readManifest(file('a', 'model: a\nowner: us\n\nretrain_shedule: {every: 7 d}'))),
    ).toBe(
      'a.yaml, line 4, column 1: there is no key "retrain_shedule"; did you mean "retrain_schedule"? Correct the manifest there.',
    )
  })

  it('with a bad duration tells where', () => {
    expect(messageOf(() => readManifest(file('a', 'model: a\nlabel_delay: soon')))).toContain(
      'line 2, column 1: label_delay: a duration is a number with',
    )
  })

  it('that names an unknown model tells the line and the nearest name', () => {
    const texts = [file('a', 'model: a\nupstream:\n  - {model: skore}\n'), file('b', 'model: b')]
    expect(messageOf(() => readManifests(texts, ['score']))).toBe(
      'a.yaml, line 3, column 5: upstream.0: there is neither a manifest nor a log of the model "skore"; did you mean "score"? Correct the manifest there.',
    )
  })

  it('in a circle with others tells the circle', () => {
    const texts = [
      file('a', 'model: a\nupstream: [b]'),
      file('b', 'model: b\nupstream: [c]'),
      file('c', 'model: c\nupstream: [a]'),
    ]
    expect(messageOf(() => readManifests(texts, []))).toContain('in a circle: a ← b ← c ← a.')
  })

  it('of a model that has one already is refused', () => {
    expect(messageOf(() => readManifests([file('a', 'model: a'), file('b', 'model: a')], []))).toContain(
      'a.yaml and b.yaml are both about the model "a".',
    )
  })
})

describe('dependencies of a fleet', () => {
  it('without a circle have none, and a model on itself is one', () => {
    const on = (model: string, ...upstream: string[]) => ({
      model,
      upstream: upstream.map((name) => ({ model: name, column: null })),
    })
    expect(dependencyCycle([on('a', 'b', 'c'), on('b', 'c'), on('c')])).toBeNull()
    expect(dependencyCycle([on('a', 'a')])).toEqual(['a', 'a'])
  })

  it('that two share are told, most used first', () => {
    const manifests = [
      readManifest(file('a', 'model: a\ndata_sources: [orders]\nvendor: acme')),
      readManifest(file('b', 'model: b\ndata_sources: [orders]\nvendor: acme')),
      readManifest(file('c', 'model: c\ndata_sources: [orders, clicks]')),
    ]
    expect(sharedDependencies(manifests)).toEqual([
      { kind: 'data_source', name: 'orders', models: ['a', 'b', 'c'] },
      { kind: 'vendor', name: 'acme', models: ['a', 'b'] },
    ])
  })
})

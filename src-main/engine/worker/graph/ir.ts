import type { OpAttributes, OpName } from './ops/attributes.ts'
import { ops } from './ops/index.ts'
import type { GradientOfInput } from './ops/op.ts'
import type { TensorType } from './tensor-type.ts'

/** One output of a node. */
export interface Tensor extends TensorType {
  readonly node: Node
  readonly output: number
}

export interface Node<K extends OpName = OpName> {
  readonly name: string
  readonly op: K
  readonly inputs: readonly Tensor[]
  readonly attributes: OpAttributes[K]
  /** Nodes that must have run before this one, besides its inputs. Passes may add some. */
  after: readonly Node[]
  readonly outputs: readonly Tensor[]
  /** Where it is computed, as TensorFlow names devices; absent: wherever TensorFlow puts it. Set by passes. */
  device?: string
}

/** A graph that another graph calls (the condition and the body of a loop). */
export interface GraphFunction {
  readonly name: string
  readonly graph: Graph
  readonly inputs: readonly Tensor[]
  readonly outputs: readonly Tensor[]
}

/** How gradients pass a node, and all nodes between it and `inputs`, instead of by the operators' rules. */
interface OwnGradient {
  readonly inputs: readonly Tensor[]
  readonly gradient: (
    graph: Graph,
    ...gradients: readonly (Tensor | undefined)[]
  ) => readonly GradientOfInput[]
}

export interface AddOptions {
  readonly name?: string
  readonly after?: readonly Node[]
}

/** A dataflow graph in topological order: a node can only be added after what it reads. Knows neither protobuf nor TensorFlow. */
export class Graph {
  readonly nodes: Node[] = []
  readonly ownGradients = new Map<Node, OwnGradient>()
  readonly #names = new Set<string>()
  #scope = ''

  /** Adds a node and returns its first output. */
  add<K extends OpName>(
    op: K,
    inputs: readonly Tensor[],
    attributes: OpAttributes[K],
    options: AddOptions = {},
  ): Tensor {
    const [first] = this.addNode(op, inputs, attributes, options).outputs
    if (!first) throw new Error(`${op} has no outputs`)
    return first
  }

  addNode<K extends OpName>(
    op: K,
    inputs: readonly Tensor[],
    attributes: OpAttributes[K],
    { name = op, after = [] }: AddOptions = {},
  ): Node<K> {
    const outputs: Tensor[] = []
    const node: Node<K> = { name: this.#unique(name), op, inputs, attributes, after, outputs }
    const types = inferTypes(node)
    types.forEach((type, output) => {
      outputs.push({ ...type, node, output })
    })
    this.nodes.push(node)
    return node
  }

  /** For what has a cheaper gradient by `inputs`, all that it depends on, than the chain of its operators gives. */
  differentiateAs(node: Node, inputs: readonly Tensor[], gradient: OwnGradient['gradient']): void {
    this.ownGradients.set(node, { inputs, gradient })
  }

  /** Runs `build` with `name/` before the name of every node that it adds. */
  within<T>(name: string, build: () => T): T {
    const outer = this.#scope
    this.#scope = outer === '' ? name : `${outer}/${name}`
    try {
      return build()
    } finally {
      this.#scope = outer
    }
  }

  /** As `within`, below the root whatever the present scope is. */
  withinRoot<T>(name: string, build: () => T): T {
    const outer = this.#scope
    this.#scope = ''
    try {
      return this.within(name, build)
    } finally {
      this.#scope = outer
    }
  }

  #unique(name: string): string {
    const path = (this.#scope === '' ? name : `${this.#scope}/${name}`)
      .replace(/[^A-Za-z0-9_./-]/g, '_')
      .replace(/^[^A-Za-z0-9.]/, '.')
    let unique = path
    for (let count = 1; this.#names.has(unique.toLowerCase()); count++) unique = `${path}_${count}`
    this.#names.add(unique.toLowerCase())
    return unique
  }
}

/** Types of a node's outputs by its operator's rule; an error names the node. */
export function inferTypes<K extends OpName>(node: Node<K>): readonly TensorType[] {
  try {
    return ops[node.op].infer(node.inputs, node.attributes)
  } catch (error) {
    throw new Error(`${node.name} (${node.op}): ${error instanceof Error ? error.message : error}`)
  }
}
